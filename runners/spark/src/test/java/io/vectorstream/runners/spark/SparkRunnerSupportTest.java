package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.runners.RunnerSetupException;
import java.util.List;
import java.util.Properties;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparkRunnerSupportTest {

  private final Properties before = (Properties) System.getProperties().clone();

  @BeforeEach
  void forgetSpark() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

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
  void aSubmittedRunIsGivenItsJarBySpark() {
    System.setProperty("spark.submit.deployMode", "client");

    assertThat(copied("spark://master:7077")).isEmpty();
  }

  @Test
  void aMicroBatchIsLongerThanItReads() {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=SparkRunner", "--batchIntervalMillis=200", "--minReadTimeMillis=200")
            .as(SparkPipelineOptions.class);
    Pipeline pipeline = Pipeline.create(options);

    assertThatThrownBy(() -> new SparkRunnerSupport().prepare(pipeline, List.of()))
        .isInstanceOf(RunnerSetupException.class)
        .hasMessage(
            "--batchIntervalMillis: 200 is not longer than the 200 ms for which each micro-batch"
                + " reads: give a longer one, or a shorter --minReadTimeMillis");
    options.setBatchIntervalMillis(201L);
    assertThatCode(() -> new SparkRunnerSupport().prepare(pipeline, List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void theMasterIsTheOneThatItWasSubmittedTo() {
    System.setProperty("spark.master", "spark://master:7077");
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=SparkRunner", "--sparkMaster=local[*,4]")
            .as(SparkPipelineOptions.class);

    new SparkRunnerSupport().prepare(Pipeline.create(options), List.of());

    assertThat(options.getSparkMaster()).isEqualTo("spark://master:7077");
    // A local run would have its executors look for the driver on their own machine.
    assertThat(System.getProperty("spark.driver.host")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "yarn, cluster, true",
    "yarn, client, false",
    "spark://master:7077, cluster, false",
    "k8s://https://host:6443, cluster, false"
  })
  void onlyYarnRunsTheApplicationInAProcessOfItsOwn(
      String master, String deployMode, boolean expected) {
    System.setProperty("spark.master", master);
    System.setProperty("spark.submit.deployMode", deployMode);

    assertThat(new SparkRunnerSupport().endsWithReturnOfMain()).isEqualTo(expected);
  }

  @Test
  void anApplicationThatWasNotSubmittedEndsItsProcess() {
    assertThat(new SparkRunnerSupport().endsWithReturnOfMain()).isFalse();
  }

  private static List<String> copied(String master) {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=SparkRunner", "--sparkMaster=" + master)
            .as(SparkPipelineOptions.class);

    new SparkRunnerSupport().prepare(Pipeline.create(options), List.of());

    // What SparkRunner asks.
    return PipelineResources.detectClassPathResourcesToStage(
        SparkRunnerSupportTest.class.getClassLoader(), options);
  }
}
