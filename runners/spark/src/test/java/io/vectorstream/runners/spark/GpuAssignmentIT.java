package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.AssignedGpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker process of a Spark cluster, with a script that says it found graphics cards: what a DoFn
 * on its executor is told. The cluster is Spark's own for tests, {@code local-cluster}.
 */
final class GpuAssignmentIT {

  @TempDir Path folder;

  /** Counts, under their names, the cards it is told of when it is set up. */
  private static final class AskFn extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1L;
    private transient Optional<List<String>> gpus;

    @Setup
    public void ask() {
      gpus = AssignedGpus.ofThisProcess();
    }

    @ProcessElement
    public void count() {
      Metrics.counter(AskFn.class, gpus.map(List::toString).orElse("none")).inc();
    }
  }

  @Test
  void anExecutorIsToldOfItsCardsWhateverATaskHas() throws Exception {
    assertThat(
            ask(
                cluster()
                    .set(
                        "spark.plugins",
                        SparkDefaults.withClass(null, ExecutorGpus.class.getName()))))
        .containsExactly("[4, 7]");
  }

  @Test
  void withoutThePluginATaskIsToldOfItsOwn() throws Exception {
    assertThat(ask(cluster())).isNotEmpty().isSubsetOf("[4]", "[7]");
  }

  private SparkConf cluster() throws Exception {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Path script = folder.resolve("find-gpus");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"4\", \"7\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new SparkConf()
        .setAppName("GpuAssignmentIT")
        .setMaster("local-cluster[1,2,512]")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "localhost")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.worker.resource.gpu.amount", "2")
        .set("spark.worker.resource.gpu.discoveryScript", script.toString())
        .set("spark.executor.resource.gpu.amount", "2")
        .set("spark.task.resource.gpu.amount", "1");
  }

  private static List<String> ask(SparkConf conf) {
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      SparkContextOptions options = PipelineOptionsFactory.as(SparkContextOptions.class);
      options.setRunner(SparkRunner.class);
      options.setUsesProvidedSparkContext(true);
      options.setProvidedSparkContext(spark);
      Pipeline pipeline = Pipeline.create(options);
      PCollection<Integer> numbers = pipeline.apply(Create.of(1, 2, 3, 4));
      numbers.apply(ParDo.of(new AskFn()));
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      return StreamSupport.stream(
              result
                  .metrics()
                  .queryMetrics(MetricsFilter.builder().build())
                  .getCounters()
                  .spliterator(),
              false)
          .filter(counter -> counter.getName().getNamespace().equals(AskFn.class.getName()))
          .map(counter -> counter.getName().getName())
          .toList();
    }
  }
}
