package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class CachedReadersIT {

  private static final Queue<Long> READ = new ConcurrentLinkedQueue<>();

  private final Properties before = (Properties) System.getProperties().clone();

  @BeforeEach
  void beginAnew() {
    READ.clear();
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
    System.setProperty("spark.default.parallelism", "1");
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  @Test
  void aPipelineReadsFromItsOwnBeginningAfterOneThatHasFailed() throws Exception {
    PipelineResult failing = run(true);
    assertThatThrownBy(failing::waitUntilFinish).hasStackTraceContaining("number 100");
    READ.clear();

    PipelineResult another = run(false);
    while (READ.isEmpty()) {
      Thread.onSpinWait();
    }
    another.cancel();

    assertThat(READ.peek()).isZero();
  }

  private static PipelineResult run(boolean fails) {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=SparkRunner",
                "--sparkMaster=local[2]",
                "--streaming=true",
                // Half as long again, Beam keeps a reader that nobody asks for.
                "--batchIntervalMillis=3000")
            .as(SparkPipelineOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(GenerateSequence.from(0).withTimestampFn(number -> read(number, fails)))
        .apply(ParDo.of(new ReadFn()));
    SparkRunnerSupport support = new SparkRunnerSupport();
    support.prepare(pipeline, List.of());
    return support.run(pipeline);
  }

  private static Instant read(long number, boolean fails) {
    if (fails && number == 100) {
      throw new IllegalStateException("number 100");
    }
    return Instant.EPOCH;
  }

  private static final class ReadFn extends DoFn<Long, Void> {
    @ProcessElement
    public void process(@Element Long number) {
      READ.add(number);
    }
  }
}
