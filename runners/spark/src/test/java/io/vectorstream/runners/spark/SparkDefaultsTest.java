package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkDefaultsTest {

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]"})
  void aLocalRunKeepsToItself(String master) {
    assertThat(SparkDefaults.settings(master))
        .containsEntry("spark.driver.host", "localhost")
        .containsEntry("spark.ui.enabled", "false");
  }

  @Test
  void executorsOfAClusterHaveToFindTheDriver() {
    assertThat(SparkDefaults.settings("spark://master:7077"))
        .containsOnlyKeys("spark.ui.showConsoleProgress", "spark.streaming.gracefulStopTimeout");
  }

  @Test
  void thePluginForGraphicsCardsIsAddedOnce() {
    String alone = SparkDefaults.withGpuPlugin(null);

    assertThat(alone).isEqualTo("io.vectorstream.runners.spark.ExecutorGpus");
    assertThat(SparkDefaults.withGpuPlugin("org.example.Mine"))
        .isEqualTo("org.example.Mine," + alone);
    assertThat(SparkDefaults.withGpuPlugin("org.example.Mine, " + alone))
        .isEqualTo("org.example.Mine, " + alone);
  }
}
