package io.vectorstream.tools.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aFileGetsOneEventALine() throws Exception {
    Path file = folder.resolve("events.ndjson");

    int code = run("--toFile", file.toString(), "-c", "250", "--products", "10");

    assertThat(code).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(250);
    ObjectMapper json = new ObjectMapper();
    for (String line : lines) {
      assertThat(json.readTree(line).hasNonNull("event_id")).isTrue();
    }
    assertThat(out.toString()).startsWith("Wrote 250 events to " + file + " in ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void equalSeedsGiveEqualEventsButForTheTimestamps() throws Exception {
    String[] files = {"a", "b", "c"};
    String[] seeds = {"5", "5", "6"};
    for (int i = 0; i < files.length; i++) {
      run("--toFile", folder.resolve(files[i]).toString(), "--seed", seeds[i]);
    }

    assertThat(withoutTimestamps("a")).isEqualTo(withoutTimestamps("b"));
    assertThat(withoutTimestamps("a")).isNotEqualTo(withoutTimestamps("c"));
  }

  @Test
  void malformedValuesInAFileStayOnTheirLines() throws Exception {
    Path file = folder.resolve("events.ndjson");

    int code = run("--toFile", file.toString(), "--count=500", "--malformed=100");

    assertThat(code).isZero();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1))
        .hasSize(501)
        .endsWith("");
    assertThat(out.toString()).startsWith("Wrote 500 events (500 malformed) to ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -c 5                                | --bootstrapServers or --toFile is needed
          -b x:1 --toFile f                  | --bootstrapServers and --toFile exclude each other
          --toFile f -c 0                    | --count must be at least 1, was 0
          --toFile f -c many                 | Invalid value for option '--count': 'many' is not a long
          --toFile f -r 0                    | --rate: the rate must be above 0, was 0.0
          --toFile f -r -5                   | --rate: the rate must be above 0, was -5.0
          --toFile f -r 5 --no-rate-limit    | --rate and --no-rate-limit exclude each other
          --toFile f --burst --no-rate-limit | --burst and --no-rate-limit exclude each other
          --toFile f --products 0            | --products: products must be between 1 and 500000, was 0
          --toFile f --malformed 101         | --malformed: the malformed percentage must be between 0 and 100, was 101.0
          -b x:1 -t a/b                       | --topic: a topic's name has 1 to 249 ASCII letters, digits, dots, underscores and hyphens, it is "a/b"
          -b x:1 --compression zip            | --compression: compression must be one of lz4, gzip, snappy, zstd, none, was zip
          -b x:1 --acks 2                     | --acks: acks must be one of 0, 1, all, was 2
          --unknown                           | Unknown option: '--unknown'
          """)
  void aMistakeIsOneSentenceThatNamesTheFlag(String flags, String sentence) {
    int code = run(flags.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines(sentence + " (see --help)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneNamesItsFlag() {
    int code = run("-b", "nowhere");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--bootstrapServers: nowhere is no address of a Kafka broker: ")
        .hasLineCount(1);
  }

  @Test
  void propertiesThatCannotBeUsedAreTold() throws Exception {
    Path properties = Files.writeString(folder.resolve("p"), "acks=1");

    assertThat(run("-b", "x:1", "--kafkaProperties", properties.toString())).isEqualTo(2);
    Files.writeString(properties, "security.protocol=SASL_PLAINTEXT");
    assertThat(run("-b", "127.0.0.1:1", "--kafkaProperties", properties.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--kafkaProperties: acks cannot be set in "
                + properties
                + ": a record counts as written when all in-sync replicas have it, so that only all"
                + " will do",
            "--kafkaProperties: Kafka's client cannot use "
                + properties
                + ": Could not find a 'KafkaClient' entry in the JAAS configuration. System property"
                + " 'java.security.auth.login.config' is not set");
  }

  @Test
  void aFileThatCannotBeWrittenNamesItsFlag() {
    int code = run("--toFile", folder.resolve("missing/f").toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("--toFile: cannot write ").hasLineCount(1);
  }

  @Test
  void lettersThatAnArgumentLostAreMissed() {
    assertThat(run("--toFile=kulakl\uFFFD\uFFFDk")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "--toFile=kulakl\uFFFD\uFFFDk has letters that Java cannot read in the locale of this"
                + " machine: set the environment variable LC_ALL to C.UTF-8\n");
  }

  @Test
  void theHelpNamesEveryFlag() {
    int code = run("--help");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("-b, --bootstrapServers", "-t, --topic", "-c, --count", "-r, --rate")
        .contains("--burst", "--no-rate-limit", "--compression", "--acks", "--products")
        .contains("--seed", "--toFile", "--malformed", "Default: ecommerce-events");
  }

  private int run(String... args) {
    return new GenerateCommand().execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  private List<String> withoutTimestamps(String file) throws Exception {
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\"", ""))
        .toList();
  }
}
