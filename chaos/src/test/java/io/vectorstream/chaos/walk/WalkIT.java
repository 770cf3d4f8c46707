package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handful of the seeds that {@code scripts/walk} walks. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class WalkIT {

  private static WalkServices services;

  @BeforeAll
  static void start() throws Exception {
    services = WalkServices.start();
  }

  @AfterAll
  static void stop() throws Exception {
    services.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DirectRunner, 1", "DirectRunner, 2", "DirectRunner, 3",
    "SparkRunner, 1", "SparkRunner, 2", "SparkRunner, 3"
  })
  void everythingIsAsTheModelSays(String runner, long seed) throws Exception {
    assertThat(new WalkRun(services, WalkSettings.of(seed, runner)).differences()).isEmpty();
  }
}
