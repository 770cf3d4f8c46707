package io.vectorstream.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.pipeline.UserMistakeException;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("app.yaml");
  }

  private String[] args(String... args) {
    return Arguments.of(args, Map.of()).toArray();
  }

  private String config(String... lines) throws IOException {
    Files.write(file, List.of(lines));
    return "--config=" + file;
  }

  @Test
  void leavesTheCommandLineAsItIs() {
    assertThat(args("--topic=a", "--topic=b", "nonsense", "--burst"))
        .containsExactly("--topic=a", "--topic=b", "nonsense", "--burst");
  }

  @Test
  void addsWhatTheFileGives() throws Exception {
    String config =
        config(
            "# a comment",
            "topic: [orders, views]",
            "maxEvents: 0100 # as it is written",
            "normalize: on",
            "versionField: \"a: b\"",
            "promptPrefix: ''",
            "runner: DirectRunner",
            "targetParallelism: 2");

    assertThat(args("--groupId=g", config))
        .containsExactly(
            "--groupId=g",
            config,
            "--topic=orders,views",
            "--maxEvents=0100",
            "--normalize=on",
            "--versionField=a: b",
            "--promptPrefix=",
            "--runner=DirectRunner",
            "--targetParallelism=2");
  }

  @Test
  void flagsWinOverTheFileAndTheFileOverTheEnvironment() throws Exception {
    String config = config("topic: file", "groupId: file");
    Map<String, String> environment =
        Map.of(
            "VECTORSTREAM_TOPIC", "environment",
            "VECTORSTREAM_GROUP_ID", "environment",
            "VECTORSTREAM_HNSW_M", "32",
            "VECTORSTREAM_QDRANT_URL", "http://environment",
            "VECTORSTREAM_SERVICE_HOST", "10.0.0.1",
            "VECTORSTREAM_HTTP_PORT", "tcp://10.0.0.1:8080",
            "TOPIC", "another's");

    assertThat(Arguments.of(new String[] {"--topic=flag", config}, environment).toArray())
        .containsExactly(
            "--topic=flag",
            config,
            "--groupId=file",
            "--hnswM=32",
            "--qdrantUrl=http://environment");
  }

  @Test
  void theEnvironmentMayNameTheFile() throws Exception {
    config("topic: file");

    assertThat(
            Arguments.of(new String[0], Map.of("VECTORSTREAM_CONFIG", file.toString())).toArray())
        .containsExactly("--topic=file", "--config=" + file);
  }

  @Test
  void anEmptyFileGivesNothing() throws Exception {
    String empty = config();
    assertThat(args(empty)).containsExactly(empty);
    String comments = config("# nothing", "");
    assertThat(args(comments)).containsExactly(comments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'topic: a\n\nqdrantURL: x'|'line 3: there is no option qdrantURL, did you mean qdrantUrl?'",
        "'bootstrap.servers: x'|'line 1: there is no option bootstrap.servers, did you mean"
            + " bootstrapServers?'",
        "'topic: a\ntopic: b'|'line 2: topic is given before, in line 1'",
        "'topic:\n  name: a'|'line 2: topic takes a value or a list of values'",
        "'topic: &a [*a]'|'line 1: topic takes a value or a list of values'",
        "'topic:\n- [a]'|'line 2: topic takes a value or a list of values'",
        "'collection: [a, b]'|'line 1: collection takes one value, not a list'",
        "'deadLetterTopic: null'|'line 1: deadLetterTopic has no value: leave the line out, or"
            + " write \"\" for an empty text'",
        "'promptPrefix: ~'|'line 1: promptPrefix has no value: leave the line out, or write \"\""
            + " for an empty text'",
        "'topic:\n- a\n-'|'line 3: topic has no value: leave the line out, or write \"\" for an"
            + " empty text'",
        "'config: other.yaml'|'line 1: config is for the command line only'",
        "'- topic'|'line 1: has to hold options, one a line, as name: value'",
        "'just words'|'line 1: has to hold options, one a line, as name: value'",
        "'topic: a\n  groupId: b'|'line 2: is no YAML: mapping values are not allowed here'",
        "'topic: \"a'|'line 1: is no YAML: found unexpected end of stream'"
      })
  void saysWhatIsWrongAndWhere(String content, String complaint) throws Exception {
    Files.writeString(file, content);

    assertThatThrownBy(() -> args("--config=" + file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--config: " + file + ", " + complaint);
  }

  @Test
  void listsAreForWhatIsSeparatedByCommas() {
    assertThat(OptionNames.own())
        .filteredOn(
            option ->
                option
                    .getReadMethod()
                    .getAnnotation(Description.class)
                    .value()
                    .contains("separated by commas"))
        .extracting(PropertyDescriptor::getName)
        .containsExactlyInAnyOrderElementsOf(OptionNames.OF_SEVERAL_VALUES);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws Exception {
    assertThatThrownBy(() -> args("--config=" + file))
        .hasMessage("--config: there is no file " + file);
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> args("--config=" + file))
        .hasMessage("--config: " + file + " is no text in UTF-8");
    assertThatThrownBy(() -> args("--config=" + folder))
        .hasMessageStartingWith("--config: " + folder + " cannot be read: ");
  }

  @Test
  void tellsWhereAnOptionIsGivenThatMakesNoSense() throws Exception {
    Arguments arguments =
        Arguments.of(
            new String[] {"--topic=flag", config("", "maxEvents: -1")},
            Map.of("VECTORSTREAM_GROUP_ID", " "));

    assertThat(arguments.locate("--maxEvents has to be at least 0, it is -1"))
        .isEqualTo("--maxEvents has to be at least 0, it is -1 (given in " + file + ", line 2)");
    assertThat(arguments.locate("--groupId: x"))
        .isEqualTo("--groupId: x (given in VECTORSTREAM_GROUP_ID)");
    assertThat(arguments.locate("--topic: x")).isEqualTo("--topic: x");
    assertThat(arguments.locate("Kafka is away")).isEqualTo("Kafka is away");
  }

  @Test
  void theExampleNamesEveryOptionAndChangesNone() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExampleConfig.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    String text = out.toString(StandardCharsets.UTF_8);

    Files.writeString(file, text);
    assertThat(ConfigFile.read(file.toString())).isEmpty();
    Files.writeString(file, text.replaceAll("(?m)^#(\\w+: )", "$1"));
    assertThat(ConfigFile.read(file.toString()))
        .extracting(Setting::name, Setting::value)
        .containsExactlyElementsOf(Defaults.given());
    for (String name : Defaults.without()) {
      assertThat(text).contains("\n#" + name + ":\n");
    }
    assertThat(text)
        .contains(
            "# The consumer group that reads the topic.\n"
                + "# Environment: VECTORSTREAM_GROUP_ID\n"
                + "#groupId: vectorstream\n");
  }
}
