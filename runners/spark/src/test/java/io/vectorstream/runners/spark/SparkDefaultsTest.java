package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkDefaultsTest {

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*,4]"})
  void aLocalRunKeepsToItself(String master) {
    assertThat(SparkDefaults.settings(master, 250, false))
        .containsEntry("spark.driver.host", "localhost")
        .containsEntry("spark.ui.enabled", "false");
    assertThat(SparkDefaults.settings(master, 250, true))
        .containsEntry("spark.ui.enabled", "true")
        .doesNotContainKey("spark.locality.wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://master:7077", "local-cluster[2,1,1024]"})
  void executorsOfAClusterHaveToFindTheDriver(String master) {
    assertThat(SparkDefaults.settings(master, 250, true))
        .containsOnlyKeys(
            "spark.ui.showConsoleProgress",
            "spark.executor.heartbeatInterval",
            "spark.locality.wait")
        .containsEntry("spark.locality.wait", "250ms");
  }

  @Test
  void aClassIsAddedOnce() {
    String alone = SparkDefaults.withClass(null, ExecutorGpus.class.getName());

    assertThat(alone).isEqualTo("io.vectorstream.runners.spark.ExecutorGpus");
    assertThat(SparkDefaults.withClass("org.example.Mine", ExecutorGpus.class.getName()))
        .isEqualTo("org.example.Mine," + alone);
    assertThat(SparkDefaults.withClass("org.example.Mine, " + alone, ExecutorGpus.class.getName()))
        .isEqualTo("org.example.Mine, " + alone);
  }
}
