package io.vectorstream.tools.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadLettersCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new DeadLettersCommand(new ByteArrayOutputStream())
        .execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          list --stage=pars             | Invalid value for option '--stage': it has to be parse, embed or write, it is "pars"
          list --stage=                 | Invalid value for option '--stage': it has to be parse, embed or write, it is ""
          list --since=noon             | Invalid value for option '--since': it has to be a time such as 2026-01-31T09:30:00Z, it is "noon"
          list --until=2026-01-31       | Invalid value for option '--until': it has to be a time such as 2026-01-31T09:30:00Z, it is "2026-01-31"
          list --since=2026-02-01T00:00:00Z --until=2026-01-01T00:00:00Z | --since is later than --until
          list --limit=0                | --limit has to be 1 to 1000, it is 0
          list --limit=1001             | --limit has to be 1 to 1000, it is 1001
          list --limit=few              | Invalid value for option '--limit': 'few' is not an int
          list --topic=a/b              | --topic: a topic's name has 1 to 249 ASCII letters, digits, dots, underscores and hyphens, it is "a/b"
          replay --all --deadLetterTopic= | --deadLetterTopic: a topic's name has 1 to 249 ASCII letters, digits, dots, underscores and hyphens, it is ""
          list --all                    | Unknown option: '--all'
          show                          | Missing required parameter: 'PARTITION/OFFSET'
          show 12                       | Invalid value for positional parameter at index 0 (PARTITION/OFFSET): it has to be a partition and an offset such as 0/12, it is "12"
          show 0/-1                     | Invalid value for positional parameter at index 0 (PARTITION/OFFSET): it has to be a partition and an offset such as 0/12, it is "0/-1"
          show 99999999999/1            | Invalid value for positional parameter at index 0 (PARTITION/OFFSET): it has to be a partition and an offset such as 0/12, it is "99999999999/1"
          show 0/1 0/2                  | Unmatched argument at index 3: '0/2'
          replay                        | PARTITION/OFFSET or --all has to be given
          replay 0/1 --all              | PARTITION/OFFSET and --all cannot be given together
          replay 0/1 --stage=parse      | --stage, --reason, --since and --until can only go with --all
          replay --stage=parse          | PARTITION/OFFSET or --all has to be given
          replay --all --since=2026-02-01T00:00:00Z --until=2026-01-01T00:00:00Z | --since is later than --until
          """)
  void aMistakeIsOneSentenceThatNamesTheFlag(String args, String sentence) {
    String[] words = args.split(" ");
    String[] complete = new String[words.length + 1];
    complete[0] = words[0];
    complete[1] = "--bootstrapServers=x:1";
    System.arraycopy(words, 1, complete, 2, words.length - 1);

    assertThat(run(complete)).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines(sentence + " (see --help)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatIsToBeDoneHasToBeSaid() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("delete")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "list, show or replay has to be said (see --help)",
            "Unmatched argument at index 0: 'delete' (see --help)");
  }

  @Test
  void kafkasAddressIsNeeded() {
    assertThat(run("list")).isEqualTo(2);
    assertThat(run("list", "--bootstrapServers=nowhere")).isEqualTo(2);
    assertThat(run("list", "--bootstrapServers=x:1", "--kafkaProperties=/nowhere/kafka.properties"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--bootstrapServers is needed",
            "--bootstrapServers has to be host:port, or several separated by commas, it is"
                + " \"nowhere\"",
            "--kafkaProperties: There is no file /nowhere/kafka.properties");
  }

  @Test
  void theHelpNamesEveryFlag() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("list", "show", "replay");
    assertThat(run("list", "--help")).isZero();
    assertThat(run("show", "--help")).isZero();
    assertThat(run("replay", "--help")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("--bootstrapServers", "--kafkaProperties", "--topic", "--deadLetterTopic")
        .contains("--stage", "--reason", "--since", "--until", "--limit", "--counts")
        .contains("--raw", "--all", "PARTITION/OFFSET")
        .contains("Exit code: 0 if all were sent, 1 if some were not");
  }
}
