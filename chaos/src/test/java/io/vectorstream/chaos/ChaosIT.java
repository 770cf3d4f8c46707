package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.JvmFlags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of what {@code scripts/chaos} does for half an hour. */
class ChaosIT {

  private static final long SEED = 7;
  private static final Map<Service, Integer> KILLS =
      Map.of(Service.PIPELINE, 3, Service.STORE, 1, Service.BROKER, 0);

  @TempDir Path folder;

  @Test
  void nothingIsLostWhileProcessesAreKilled() throws Exception {
    Duration stream = Duration.ofSeconds(45);

    ChaosResult result =
        new ChaosRun(
                new ChaosSettings(
                    "SparkRunner", stream, 4, true, 500, KILLS, SEED, JvmFlags.read(), folder))
            .run();

    System.out.println(ResultTable.of(result));
    assertThat(result.kills()).isEqualTo(KILLS);
    assertThat(result.exitCode()).as("a run that is drained").hasValue(0);
    Comparison comparison = result.comparison();
    assertThat(comparison.missing()).isEmpty();
    assertThat(comparison.extra()).isEmpty();
    assertThat(result.lag()).isZero();
    assertThat(comparison.sent() + comparison.aborted()).isGreaterThanOrEqualTo(22_500);
    assertThat(comparison.aborted()).isPositive();
    assertThat(comparison.malformed()).isBetween(1L, comparison.sent() / 40);
    assertThat(comparison.stored()).isEqualTo(comparison.sent() - comparison.malformed());
    assertThat(comparison.letters()).isGreaterThanOrEqualTo(comparison.malformed());
  }
}
