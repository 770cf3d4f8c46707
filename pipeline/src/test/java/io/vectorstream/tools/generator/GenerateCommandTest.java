package io.vectorstream.tools.generator;

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

    int code = run("--to-file", file.toString(), "-c", "250", "--products", "10");

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
      run("--to-file", folder.resolve(files[i]).toString(), "--seed", seeds[i]);
    }

    assertThat(withoutTimestamps("a")).isEqualTo(withoutTimestamps("b"));
    assertThat(withoutTimestamps("a")).isNotEqualTo(withoutTimestamps("c"));
  }

  @Test
  void malformedValuesInAFileStayOnTheirLines() throws Exception {
    Path file = folder.resolve("events.ndjson");

    int code = run("--to-file", file.toString(), "--count=500", "--malformed=100");

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
          -c 5                                | --bootstrap-servers or --to-file is needed
          -b x:1 --to-file f                  | --bootstrap-servers and --to-file exclude each other
          --to-file f -c 0                    | --count must be at least 1, was 0
          --to-file f -c many                 | Invalid value for option '--count': 'many' is not a long
          --to-file f -r 0                    | --rate: the rate must be above 0, was 0.0
          --to-file f -r -5                   | --rate: the rate must be above 0, was -5.0
          --to-file f -r 5 --no-rate-limit    | --rate and --no-rate-limit exclude each other
          --to-file f --burst --no-rate-limit | --burst and --no-rate-limit exclude each other
          --to-file f --products 0            | --products: products must be between 1 and 500000, was 0
          --to-file f --malformed 101         | --malformed: the malformed percentage must be between 0 and 100, was 101.0
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
        .startsWith("--bootstrap-servers: nowhere is no address of a Kafka broker: ")
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
    int code = run("--to-file", folder.resolve("missing/f").toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("--to-file: cannot write ").hasLineCount(1);
  }

  @Test
  void theHelpNamesEveryFlag() {
    int code = run("--help");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("-b, --bootstrap-servers", "-t, --topic", "-c, --count", "-r, --rate")
        .contains("--burst", "--no-rate-limit", "--compression", "--acks", "--products")
        .contains("--seed", "--to-file", "--malformed", "Default: ecommerce-events");
  }

  private int run(String... args) {
    return GenerateCommand.execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  private List<String> withoutTimestamps(String file) throws Exception {
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\"", ""))
        .toList();
  }
}
