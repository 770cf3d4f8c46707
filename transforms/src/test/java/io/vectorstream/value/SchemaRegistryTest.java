package io.vectorstream.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaRegistryTest {

  private static final String RECORD =
      "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}";

  private RegistryServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = RegistryServer.start();
    registry = new SchemaRegistry(calls(server.url()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static RegistryCalls calls(String url) {
    return calls(RegistryAddress.of(url, null));
  }

  private static RegistryCalls calls(RegistryAddress address) {
    return new RegistryCalls(address, Duration.ofMillis(500), 2, Duration.ofMillis(1));
  }

  private void refuses(int id, String reason) {
    assertThatThrownBy(() -> registry.schema(id))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void aSchemaIsAskedForOnce() throws Exception {
    server.with(7, RECORD);

    assertThat(registry.schema(7).getFullName()).isEqualTo("R");
    assertThat(registry.schema(7)).isSameAs(registry.schema(7));
    assertThat(server.asked()).containsExactly("/schemas/ids/7");
  }

  @Test
  void oneThatIsUnknownIsRememberedAsSuchForAWhile() {
    refuses(8, "the schema registry knows no schema of number 8");
    refuses(8, "the schema registry knows no schema of number 8");
    assertThat(server.asked()).containsExactly("/schemas/ids/8");
  }

  @Test
  void schemasMayReferToOthers() throws Exception {
    server
        .with(
            "/schemas/ids/1",
            200,
            RegistryServer.body(
                    "{\"type\": \"record\", \"name\": \"S\", \"fields\": [{\"name\": \"r\", \"type\": \"R\"}]}")
                .set(
                    "references",
                    RegistryServer.body("")
                        .arrayNode()
                        .add(
                            RegistryServer.body("")
                                .put("name", "R")
                                .put("subject", "r value")
                                .put("version", 3)))
                .toString())
        .with("/subjects/r+value/versions/3", 200, RegistryServer.body(RECORD).toString());

    assertThat(registry.schema(1).getField("r").schema().getFullName()).isEqualTo("R");
  }

  @Test
  void whatIsNoAvroSchemaIsNamed() {
    server
        .with("/schemas/ids/1", 200, RegistryServer.body("{}").put("schemaType", "JSON").toString())
        .with(2, "rubbish")
        .with(4, "[".repeat(90) + "]".repeat(90))
        .with(5, "\"" + "x".repeat(1 << 20) + "\"")
        .with(
            "/schemas/ids/6",
            200,
            RegistryServer.body(RECORD)
                .set("references", RegistryServer.body("").arrayNode().add("x"))
                .toString());

    refuses(1, "schema 1 is of type JSON, Avro is wanted");
    refuses(2, "schema 2 cannot be read: ");
    refuses(4, "schema 4 cannot be read: ");
    refuses(5, "its schema is larger than 1048576 bytes");
    refuses(6, "the schema registry lacks /subjects//versions/0");
  }

  /** No record is at fault if the registry is away. */
  @Test
  void aRegistryThatCannotBeAskedFailsTheCaller() throws Exception {
    server
        .with("/schemas/ids/1", 503, "")
        .with("/schemas/ids/2", 302, "")
        .with("/schemas/ids/3", 403, "");

    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the schema registry at " + server.url() + " does not answer: status 503");
    assertThat(server.asked()).as("it is asked again").hasSize(2);
    assertThatThrownBy(() -> registry.schema(2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the schema registry at " + server.url() + " answers with status 302");
    assertThatThrownBy(() -> registry.schema(3))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the schema registry at " + server.url() + " answers with status 403");

    server.with(1, RECORD);
    assertThat(registry.schema(1).getFullName()).as("it is back").isEqualTo("R");

    server.close();
    assertThatThrownBy(() -> registry.schema(9))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("the schema registry at " + server.url() + " does not answer: ");
  }

  /** Such as a proxy whose registry is gone, or another server. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | <html>no such page</html>",
        "404 | ``",
        "404 | {\"error_code\": 404, \"message\": \"HTTP 404 Not Found\"}",
        "200 | <html>welcome</html>",
        "200 | {\"status\": \"ok\"}",
      })
  void whatIsNoRegistryFailsTheCaller(int status, String body) throws Exception {
    String failure =
        "the schema registry at "
            + server.url()
            + " does not answer: what answers there, with status "
            + status
            + ", is no schema registry";
    for (int id : new int[] {0, 7}) {
      server.with("/schemas/ids/" + id, status, body);
    }

    assertThatThrownBy(() -> registry.schema(7))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(failure);
    assertThatThrownBy(registry::check)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(failure);
    assertThat(server.asked()).as("it is asked again").hasSize(4);

    server.with(7, RECORD);
    assertThat(registry.schema(7).getFullName()).as("it is back").isEqualTo("R");
  }

  /** Header of RFC 7617 for the user "shop" and the password "geheim:ü". */
  private static final String SHOP = "Basic c2hvcDpnZWhlaW06w7w=";

  @TempDir Path folder;

  private RegistryAddress address(String userInfo) throws IOException {
    Path file = Files.writeString(folder.resolve("user-info"), userInfo);
    return RegistryAddress.of(server.url(), file.toString());
  }

  @Test
  void whoAsksIsNamedByAFile() throws Exception {
    server.with(7, RECORD).wanting(SHOP);
    SchemaRegistry known = new SchemaRegistry(calls(address("shop:geheim:ü\n")));

    known.check();
    assertThat(known.schema(7).getFullName()).isEqualTo("R");
  }

  @Test
  void whoIsRefusedIsToldSoAndNoRecordIsAtFault() throws Exception {
    server.with(7, RECORD).wanting(SHOP);
    SchemaRegistry wrong = new SchemaRegistry(calls(address("shop:falsch")));
    String refusal =
        "the schema registry at "
            + server.url()
            + " refuses the user or the password in the file "
            + folder.resolve("user-info");

    assertThatThrownBy(wrong::check)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(refusal)
        .hasStackTraceContaining(refusal)
        .satisfies(e -> assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("falsch"));
    assertThatThrownBy(() -> wrong.schema(7))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(refusal);
    assertThatThrownBy(registry::check)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "the schema registry at "
                + server.url()
                + " wants a user and a password, which --schemaRegistryUserInfoFile=FILE names");
    assertThat(server.asked()).as("nobody is asked again who refuses").hasSize(3);

    Files.writeString(folder.resolve("user-info"), "shop:geheim:ü");
    assertThat(wrong.schema(7).getFullName()).as("the file is read again").isEqualTo("R");
  }

  @Test
  void aCheckIsContentWithAnyOtherAnswer() {
    server.with("/schemas/ids/0", 403, "");
    registry.check();
    server.with("/schemas/ids/0", 302, "");
    assertThatThrownBy(registry::check)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the schema registry at " + server.url() + " answers with status 302");
    server.with("/schemas/ids/0", 503, "");
    assertThatThrownBy(registry::check)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("does not answer: status 503");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "shop", ":geheim", "shop:a\nshop:b"})
  void aFileWithoutAUserAndAPasswordIsNamed(String content) {
    assertThatThrownBy(() -> address(content))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "the file " + folder.resolve("user-info") + " has to hold one line, user:password");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> RegistryAddress.of(server.url(), folder.resolve("no").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the file " + folder.resolve("no") + " cannot be read");
  }

  @Test
  void oneThatDoesNotComeToAnEndIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SchemaRegistry slow = new SchemaRegistry(calls("http://127.0.0.1:" + silent.getLocalPort()));

      assertThatThrownBy(() -> slow.schema(1))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("does not answer");
    }
  }
}
