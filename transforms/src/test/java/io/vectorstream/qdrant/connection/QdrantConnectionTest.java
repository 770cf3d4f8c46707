package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QdrantConnectionTest {

  private static final QdrantConnection HTTP = QdrantConnection.of("http://localhost");
  private static final QdrantConnection HTTPS = QdrantConnection.of("https://localhost");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6334",
        "ftp://localhost",
        "http://",
        "http://user:secret@localhost",
        "http://localhost/collections",
        "http://local host",
        ""
      })
  void saysHowAnAddressLooks(String url) {
    assertThatThrownBy(() -> QdrantConnection.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Qdrant's address has to look like http://host:6334");
  }

  @Test
  void aKeyIsReadOnlyWhenConnecting(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "planted-secret\n");
    QdrantConnection connection =
        QdrantConnection.of("https://localhost").withApiKeyFile(file.toString());

    ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
      out.writeObject(connection);
    }

    assertThat(serialized.toString(StandardCharsets.ISO_8859_1))
        .contains(file.toString())
        .doesNotContain("planted");
    assertThat(connection.toString()).doesNotContain("planted");
    assertThat(shown(connection)).noneMatch(item -> item.contains("planted"));
    connection.connect().close();
  }

  @Test
  void showsEverySetting() {
    assertThat(shown(HTTP))
        .containsExactlyInAnyOrder("url=http://localhost", "timeoutMillis=30000");
    assertThat(
            shown(
                HTTPS
                    .withApiKeyVariable("KEY")
                    .withCaFile("/ca.pem")
                    .withTimeout(Duration.ofMillis(1_500))))
        .containsExactlyInAnyOrder(
            "url=https://localhost", "apiKeyVariable=KEY", "caFile=/ca.pem", "timeoutMillis=1500");
    assertThat(shown(HTTP.withApiKeyFile("/key"))).contains("apiKeyFile=/key");
  }

  private static List<String> shown(QdrantConnection connection) {
    return DisplayData.from(connection).items().stream()
        .map(item -> item.getKey() + "=" + item.getValue())
        .toList();
  }

  @Test
  void saysWhatMakesNoSense() {
    refuses("timeout has to be above 0, it is PT0S", () -> HTTP.withTimeout(Duration.ZERO));
    refuses(
        "a CA file takes an address with https://, it is http://localhost",
        () -> HTTP.withCaFile("/ca.pem"));
    refuses("the CA file has to be named, it is blank", () -> HTTPS.withCaFile(" "));
    refuses("the API key's file has to be named, it is blank", () -> HTTP.withApiKeyFile(""));
    refuses(
        "the API key's environment variable has to be named, it is blank",
        () -> HTTP.withApiKeyVariable(""));
    for (ThrowingCallable both :
        List.<ThrowingCallable>of(
            () -> HTTP.withApiKeyFile("/key").withApiKeyVariable("KEY"),
            () -> HTTP.withApiKeyVariable("KEY").withApiKeyFile("/key"))) {
      refuses(
          "the API key is either in the file /key or in the environment variable KEY, not in both",
          both);
    }
  }

  private static void refuses(String sentence, ThrowingCallable setting) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  @Test
  void saysWhenThereIsNoKeyInTheFile(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    Path lines = Files.writeString(folder.resolve("lines"), "planted\nsecret\n");

    cannotConnect(
        "The Qdrant API key cannot be read from the file " + missing,
        HTTP.withApiKeyFile(missing.toString()));
    cannotConnect(
        "The Qdrant API key's file " + empty + " is empty", HTTP.withApiKeyFile(empty.toString()));
    cannotConnect(
        "The Qdrant API key's file " + lines + " does not hold a single line of ASCII text",
        HTTP.withApiKeyFile(lines.toString()));
  }

  @Test
  void saysWhenThereIsNoKeyInTheVariable() {
    cannotConnect(
        "The Qdrant API key's environment variable VECTORSTREAM_NOT_SET is not set",
        HTTP.withApiKeyVariable("VECTORSTREAM_NOT_SET"));
    assertThatThrownBy(() -> ApiKeys.inVariable("KEY", Map.of("KEY", " ")))
        .isInstanceOf(QdrantException.class)
        .hasMessage("The Qdrant API key's environment variable KEY is empty");
    assertThatThrownBy(() -> ApiKeys.inVariable("KEY", Map.of("KEY", "clé")))
        .isInstanceOf(QdrantException.class)
        .hasMessage(
            "The Qdrant API key's environment variable KEY does not hold a single line of ASCII text");
    assertThat(ApiKeys.inVariable("KEY", Map.of("KEY", " s3cret\n"))).isEqualTo("s3cret");
  }

  @Test
  void saysWhenTheCaFileHoldsNone(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Path text = Files.writeString(folder.resolve("text"), "no certificate");
    Path broken =
        Files.writeString(
            folder.resolve("broken"),
            "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n");

    cannotConnect(
        "The CA file " + missing + " cannot be read", HTTPS.withCaFile(missing.toString()));
    for (Path none : List.of(empty, text, broken)) {
      cannotConnect(
          "The CA file " + none + " does not hold certificates in PEM form",
          HTTPS.withCaFile(none.toString()));
    }
  }

  private static void cannotConnect(String sentence, QdrantConnection connection) {
    assertThatThrownBy(connection::connect)
        .isInstanceOf(QdrantException.class)
        .hasMessage(sentence);
  }
}
