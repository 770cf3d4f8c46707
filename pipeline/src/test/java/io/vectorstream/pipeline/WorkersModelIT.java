package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.pipeline.settings.SettingsReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in which those who embed find another model than the run itself. */
final class WorkersModelIT {

  private static final int EVENTS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"2, 4, revision 2 instead of 1", "1, 5, dimension 5 instead of 4"})
  void fail(String revision, int dimension, String difference) throws Exception {
    Path report = folder.resolve("report.json");
    try (Services services = new Services(folder.resolve("services"))) {
      services.send(GeneratorConfig.defaults(), EVENTS);

      int exitCode =
          run(services, report, new ModelIdentity("x", revision, "mean", true, dimension, "fp32"));

      assertThat(exitCode).isEqualTo(1);
      assertThat(new ObjectMapper().readTree(report.toFile()).get("errors").toString())
          .contains("The model fake:x is another one on this machine, with " + difference);
      assertThat(services.points()).isEmpty();
      assertThat(services.deadLetters()).isEmpty();
      assertThat(services.committed().values()).containsOnly(0L);
    }
  }

  @Test
  void goOnIfOnlyThePrecisionDiffersAndIsClose() throws Exception {
    try (Services services = new Services(folder.resolve("services"))) {
      services.send(GeneratorConfig.defaults(), EVENTS);

      int exitCode =
          run(
              services,
              folder.resolve("report.json"),
              new ModelIdentity("x", "1", "mean", true, 4, "fp16"));

      assertThat(exitCode).isZero();
      assertThat(services.points()).hasSize(EVENTS);
    }
  }

  /** Runs with a model of revision 1 and four components, and workers that find another. */
  private int run(Services services, Path report, ModelIdentity ofWorkers) throws Exception {
    VectorStreamOptions options =
        CommandLine.parse(
            new String[] {
              "--runner=DirectRunner",
              "--maxEvents=" + EVENTS,
              "--noHttp",
              "--bootstrapServers=" + services.kafka.bootstrapServers(),
              "--qdrantUrl=" + services.store.url(),
              "--topic=" + services.topic,
              "--collection=" + services.collection,
              "--report=" + report
            });
    Settings settings = SettingsReader.read(options);
    OnTwoMachines.OPENED.set(0);
    try (RunStart start = RunStart.begin(options, settings, new OnTwoMachines(ofWorkers))) {
      return new Run(
              options,
              settings,
              List.of(),
              start,
              new Drain(),
              new PrintStream(OutputStream.nullOutputStream(), true))
          .execute();
    }
  }

  /** Opens one model for the run, which comes first, and another for all others. */
  private record OnTwoMachines(ModelIdentity ofWorkers) implements TextEmbedderFactory {

    private static final AtomicInteger OPENED = new AtomicInteger();

    @Override
    public TextEmbedder open() {
      return new OnesEmbedder(
          OPENED.getAndIncrement() == 0
              ? new ModelIdentity("x", "1", "mean", true, 4, "fp32")
              : ofWorkers);
    }
  }

  /** Every text's vector is ones. */
  private record OnesEmbedder(ModelIdentity identity) implements TextEmbedder {

    @Override
    public String model() {
      return "fake:x";
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      float[] ones = new float[identity.dimension()];
      Arrays.fill(ones, 1);
      return texts.stream().map(text -> ones).toList();
    }

    @Override
    public void close() {}
  }
}
