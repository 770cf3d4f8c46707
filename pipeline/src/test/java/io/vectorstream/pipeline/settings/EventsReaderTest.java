package io.vectorstream.pipeline.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.event.EventReader;
import io.vectorstream.event.TextFields;
import io.vectorstream.event.UnwrappedEvents;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.value.ValueFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventsReaderTest {

  private static final String FIELDS = "fields: {event_id: /id, timestamp: /at}\n";

  @TempDir private Path folder;

  private String mapping(String yaml) throws IOException {
    return "--mapping=" + Files.writeString(folder.resolve("shop.yaml"), yaml);
  }

  private static Settings read(String... args) {
    return SettingsReader.read(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class));
  }

  private static String serialized(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toString(ISO_8859_1);
  }

  @Test
  void withoutAMappingAValueIsAnEvent() {
    assertThat(read().source().events()).isSameAs(EventReader.ofJson());
    assertThat(read().embedding().textFields()).hasToString(TextFields.DEFAULT);
  }

  @Test
  void aMappingMaySayWhatTheTextIs() throws IOException {
    Settings settings = read(mapping(FIELDS + "text: [product.name, source.body]"));

    assertThat(settings.source().events().identity()).matches("[0-9a-f]{12}");
    assertThat(settings.embedding().textFields()).hasToString("product.name,source.body");
    assertThat(read(mapping(FIELDS), "--textFields=source.body").embedding().textFields())
        .hasToString("source.body");
  }

  @Test
  void theTextIsSaidOnce() throws IOException {
    String mapping = mapping(FIELDS + "text: product.name");

    assertThatThrownBy(() -> read(mapping, "--textFields=source.body"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--textFields is given, and so is text in "
                + folder.resolve("shop.yaml")
                + ": choose one");
  }

  @Test
  void aMappingMaySayInWhatItsValuesAreWrapped() throws IOException {
    assertThat(read("--valueFormat=gzip+json").source().events())
        .isEqualTo(new UnwrappedEvents(ValueFormat.parse("gzip+json", null)));
    String wrong = mapping(FIELDS + "valueFormat: xml");
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith(
            "--mapping: " + folder.resolve("shop.yaml") + ", line 2, column 14: a format is json,");
    String avro = mapping(FIELDS + "valueFormat: avro");
    assertThatThrownBy(() -> read(avro))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--mapping: "
                + folder.resolve("shop.yaml")
                + ": avro needs the address of a schema registry, --schemaRegistry=URL");
    assertThatThrownBy(() -> read("--valueFormat=avro"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--valueFormat: avro needs the address of a schema registry, --schemaRegistry=URL");
    assertThatThrownBy(() -> read("--schemaRegistry=registry"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("--schemaRegistry: a schema registry's address has to look like");
  }

  @Test
  void theRegistrysPasswordStaysInItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("user-info"), "shop:planted-51d0");
    String registry = "--schemaRegistry=http://registry:8081";
    EventReader events =
        read("--valueFormat=avro", registry, "--schemaRegistryUserInfoFile=" + file)
            .source()
            .events();

    assertThat(serialized(events)).contains(file.toString()).doesNotContain("planted");
    Files.writeString(file, "planted-51d0");
    assertThatThrownBy(() -> read(registry, "--schemaRegistryUserInfoFile=" + file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--schemaRegistryUserInfoFile: the file "
                + file
                + " has to hold one line, user:password");
    assertThatThrownBy(() -> read("--schemaRegistryUserInfoFile=" + file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--schemaRegistryUserInfoFile is for a schema registry, name it by --schemaRegistry");
  }

  @Test
  void aMappingThatIsWrongIsAMistakeOfTheOption() throws IOException {
    String mapping = mapping(FIELDS + "zone: Mars");

    assertThatThrownBy(() -> read(mapping))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--mapping: "
                + folder.resolve("shop.yaml")
                + ", line 2, column 7: zone has to be such as Europe/Berlin or +03:00, it is \"Mars\"");
  }
}
