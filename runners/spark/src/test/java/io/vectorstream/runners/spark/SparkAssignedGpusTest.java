package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.AssignedGpus;
import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

final class SparkAssignedGpusTest {

  @Test
  void readsTheResourceNamedGpu() {
    assertThat(
            SparkAssignedGpus.gpus(
                Map.of(
                    "gpu",
                    ResourceInformation.parseJson("{\"name\":\"gpu\",\"addresses\":[\"1\",\"3\"]}"),
                    "fpga",
                    new ResourceInformation("fpga", new String[] {"f1"}))))
        .get()
        .asList()
        .containsExactly("1", "3");
  }

  @Test
  void withoutItNothingWasAssigned() {
    assertThat(SparkAssignedGpus.gpus(Map.of())).isEmpty();
  }

  @Test
  void outsideOfSparkNothingWasAssigned() {
    assertThat(AssignedGpus.ofThisProcess()).isEmpty();
  }
}
