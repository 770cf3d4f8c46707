package io.vectorstream.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the data of a process that is killed. */
class EmbeddedKafkaCrashTest {

  private static final byte[] VALUE = {1, 2, 3};
  private static final String READY = "ready";

  @TempDir Path folder;

  /** The process that is killed: writes two records, says so, and waits for its end. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] args) throws Exception {
      EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]));
      kafka.createTopic("events", 1);
      TestClients.produce(kafka, "events", VALUE, VALUE);
      System.out.println(READY);
      // Ends with the process, or with the parent's end of the pipe.
      System.exit(System.in.read());
    }
  }

  @Test
  void acknowledgedRecordsOutliveAKilledProcess() throws Exception {
    Process victim = startVictim();
    try (BufferedReader output = victim.inputReader()) {
      assertThat(output.readLine()).isEqualTo(READY);

      assertThatThrownBy(() -> EmbeddedKafka.start(folder))
          .isInstanceOf(EmbeddedKafkaException.class)
          .hasMessageContaining("is in use by another embedded Kafka");
    } finally {
      victim.destroyForcibly();
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(TestClients.consume(kafka, "events", 2)).containsExactly(VALUE, VALUE);
      TestClients.produce(kafka, "events", VALUE);
      assertThat(TestClients.consume(kafka, "events", 3)).hasSize(3);
    }
  }

  private Process startVictim() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        List.of(
            java,
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Victim.class.getName(),
            folder.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
