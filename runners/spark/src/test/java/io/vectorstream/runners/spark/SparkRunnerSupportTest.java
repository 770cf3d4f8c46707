package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.junit.jupiter.api.Test;

final class SparkRunnerSupportTest {

  @Test
  void aLocalRunCopiesNoClassPath() {
    assertThat(copied("local[*,4]")).isEmpty();
  }

  @Test
  void aClusterGetsTheClassPath() {
    assertThat(copied("spark://master:7077"))
        .anySatisfy(file -> assertThat(file).contains("beam-runners-spark"));
  }

  @Test
  void withoutAStreamThereIsNothingToDrop() {
    new SparkRunnerSupport().dropPlanned();
  }

  private static List<String> copied(String master) {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=SparkRunner", "--sparkMaster=" + master)
            .as(SparkPipelineOptions.class);

    new SparkRunnerSupport().prepare(Pipeline.create(options));

    // What SparkRunner asks.
    return PipelineResources.detectClassPathResourcesToStage(
        SparkRunnerSupportTest.class.getClassLoader(), options);
  }
}
