package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.runners.RunnerSetupException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class EarlyContextIT {

  private final Properties before = (Properties) System.getProperties().clone();
  private final SparkRunnerSupport support = new SparkRunnerSupport();
  private final SparkPipelineOptions options =
      PipelineOptionsFactory.fromArgs("--runner=SparkRunner", "--sparkMaster=local[2]")
          .as(SparkPipelineOptions.class);

  @BeforeEach
  void forgetSpark() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
  }

  @AfterEach
  void restore() {
    support.giveUp();
    System.setProperties(before);
  }

  @Test
  void aPipelineRunsOnItAndStopsItAndTheNextStartsItsOwn() {
    support.begin(options);
    SparkContext early = awaitActive();

    // Spark would not start a second one beside it.
    assertThat(run(pipeline())).isEqualTo(PipelineResult.State.DONE);
    assertThat(early.isStopped()).isTrue();

    assertThat(run(pipeline())).isEqualTo(PipelineResult.State.DONE);
    assertThat(SparkContext$.MODULE$.getActive().isEmpty()).isTrue();
  }

  @Test
  void whatNoPipelineIsRunOnIsStopped() {
    support.begin(options);

    support.giveUp();

    assertThat(SparkContext$.MODULE$.getActive().isEmpty()).isTrue();
    assertThat(run(pipeline())).as("another one").isEqualTo(PipelineResult.State.DONE);
  }

  @Test
  void aPipelineThatCannotBeTranslatedStopsIt() {
    options.setStreaming(true);
    options.setMinReadTimeMillis(options.getBatchIntervalMillis());
    support.begin(options);
    SparkContext early = awaitActive();

    assertThatThrownBy(() -> support.run(pipeline()))
        .hasMessageContaining("Minimum read time has to be less than batch time");

    assertThat(early.isStopped()).isTrue();
  }

  @Test
  void oneThatCannotStartFailsTheRunAndNothingElse() {
    System.setProperty("spark.driver.port", "no number");

    support.begin(options);
    support.giveUp();
    support.begin(options);

    assertThatThrownBy(() -> support.run(pipeline())).hasMessageContaining("spark.driver.port");
  }

  @Test
  void aMasterThatSparkDoesNotKnowIsNamed() {
    options.setFilesToStage(List.of());
    options.setSparkMaster("sprak://host");

    assertThatThrownBy(() -> support.run(pipeline()))
        .isInstanceOf(RunnerSetupException.class)
        .hasMessage("--sparkMaster: Could not parse Master URL: 'sprak://host'");
  }

  @Test
  void aClusterIsNotAskedForOne() {
    options.setSparkMaster("spark://127.0.0.1:1");

    support.begin(options);

    assertThat(System.getProperty("spark.plugins")).isNull();
  }

  private PipelineResult.State run(Pipeline pipeline) {
    support.prepare(pipeline, List.of());
    return support.run(pipeline).waitUntilFinish();
  }

  private Pipeline pipeline() {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1, 2)).apply(ParDo.of(new PassOnFn()));
    return pipeline;
  }

  private static SparkContext awaitActive() {
    while (SparkContext$.MODULE$.getActive().isEmpty()) {
      Thread.onSpinWait();
    }
    return SparkContext$.MODULE$.getActive().get();
  }

  private static final class PassOnFn extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> output) {
      output.output(element);
    }
  }
}
