package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new ReconcileCommand().execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --from=noon                       | --from: it has to be earliest, latest, committed or a time such as 2026-01-31T09:30:00Z, it is "noon"
          --to=noon                         | --to: it has to be earliest, latest, committed or a time such as 2026-01-31T09:30:00Z, it is "noon"
          --from=committed                  | --from cannot be committed, --to can
          --from=2026-02-01T00:00:00Z --to=2026-01-01T00:00:00Z | --from is later than --to
          --tombstones=keep                 | --tombstones: it has to be deadletter or delete, it is "keep"
          --wait=-1                         | --wait must be at least 0, was -1
          --wait=long                       | Invalid value for option '--wait': 'long' is not a long
          --unknown                         | Unknown option: '--unknown'
          """)
  void aMistakeIsOneSentenceThatNamesTheFlag(String flags, String sentence) {
    int code =
        run(
            Stream.concat(
                    Stream.of("--bootstrapServers=x:1", "--qdrantUrl=http://x"),
                    Arrays.stream(flags.split(" ")))
                .toArray(String[]::new));

    assertThat(err.toString()).isEqualToIgnoringNewLines(sentence + " (see --help)");
    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theAddressesAreNeeded() {
    assertThat(run("--qdrantUrl=http://x")).isEqualTo(2);
    assertThat(run("--bootstrapServers=x:1")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--bootstrapServers is needed",
            "Missing required option: '--qdrantUrl=URL' (see --help)");
  }

  @Test
  void anAddressThatIsNoneNamesItsFlag() {
    assertThat(run("--bootstrapServers=nowhere", "--qdrantUrl=http://x")).isEqualTo(2);
    assertThat(run("--bootstrapServers=x:1", "--qdrantUrl=x")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--bootstrapServers has to be host:port, or several separated by commas, it is"
                + " \"nowhere\"",
            "--qdrantUrl: Qdrant's address has to look like http://host:6334 or https://host:6334,"
                + " it is \"x\"");
  }

  @Test
  void propertiesThatCannotBeUsedAreTold() {
    assertThat(
            run(
                "--bootstrapServers=x:1",
                "--qdrantUrl=http://x",
                "--kafkaProperties=/nowhere/kafka.properties"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("--kafkaProperties: There is no file /nowhere/kafka.properties");
  }

  @Test
  void whatQdrantIsGivenHasToMakeSense() {
    String[] addresses = {"--bootstrapServers=x:1", "--qdrantUrl=http://x"};

    assertThat(run(addresses[0], addresses[1], "--qdrantCaFile=a")).isEqualTo(2);
    assertThat(run(addresses[0], addresses[1], "--qdrantApiKeyFile=a", "--qdrantApiKeyEnv=B"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--qdrantCaFile: a CA file takes an address with https://, it is http://x",
            "--qdrantApiKeyFile and --qdrantApiKeyEnv are both given: one API key is wanted");
  }

  @Test
  void theHelpNamesEveryFlag() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--bootstrapServers", "--topic", "--deadLetterTopic", "--groupId")
        .contains("--qdrantUrl", "--qdrantApiKeyFile", "--qdrantApiKeyEnv", "--qdrantCaFile")
        .contains("--collection", "--from", "--to", "--tombstones", "--missing", "--repair")
        .contains("--wait", "Exit code: 0 if there are none, 1 if there are");
  }
}
