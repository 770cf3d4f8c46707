package io.vectorstream.pipeline;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.NoSuchDeviceException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.pipeline.demo.Demo;
import io.vectorstream.pipeline.demo.DemoSummary;
import io.vectorstream.pipeline.kafka.KafkaTopics;
import io.vectorstream.pipeline.kafka.ReadRanges;
import io.vectorstream.pipeline.kafka.SourceTopics;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.options.DeadLetterTopics;
import io.vectorstream.pipeline.options.SourceTopicNames;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.pipeline.report.Progress;
import io.vectorstream.pipeline.report.RunReport;
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.connection.QdrantException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.util.Sleeper;

/** One run of the pipeline: what has to hold before, the pipeline itself, and its report. */
final class Run {

  private final VectorStreamOptions options;
  private final LocalServices services;
  private final Drain drain;
  private final PrintStream out;

  /** A run against services that are up. */
  Run(VectorStreamOptions options, LocalServices services, Drain drain, PrintStream out) {
    this.options = options;
    this.services = services;
    this.drain = drain;
    this.out = out;
  }

  /**
   * Runs until the end that the options name.
   *
   * @return the exit code
   * @throws UserMistakeException if something has to be changed before it can run
   */
  int execute() throws InterruptedException {
    checkReportCanBeWritten();
    TextEmbedderFactory embedders =
        DjlTextEmbedders.forWorkers(ModelOfOptions.spec(options), options.getCacheMegabytes());
    // Held to the end: a local run's workers find the model loaded, and the demo searches with it.
    try (TextEmbedder embedder = openModel(embedders)) {
      checkCollection(embedder.identity());
      if (isDemo()) {
        Demo.configure(options);
      }
      out.printf(
          "Model %s in %s on %s%nReading topic %s at %s, writing to collection %s at %s%n",
          embedder.model(),
          embedder.identity().precision(),
          embedder.device(),
          options.getTopic(),
          options.getBootstrapServers(),
          options.getCollection(),
          options.getQdrantUrl());
      Passes.End end;
      try (Progress progress = Progress.open(options.getMaxEvents(), out)) {
        end =
            passes(embedders, embedder.identity(), progress)
                .run(
                    StartPosition.parse(options.getStartFrom()),
                    options.getMaxEvents(),
                    this::prepareTopics);
      }
      report(embedder, end);
      if (!end.errors().isEmpty()) {
        return 1;
      }
      DemoSummary summary = new DemoSummary(out);
      summary.print(end.metrics());
      if (isDemo()) {
        summary.printSearches(
            embedder, ConnectionOfOptions.connection(options), options.getCollection());
      }
      return 0;
    }
  }

  private boolean isDemo() {
    return services.hasKafka() && options.getDemoEvents() > 0;
  }

  private TextEmbedder openModel(TextEmbedderFactory embedders) {
    try {
      return embedders.open();
    } catch (NoSuchDeviceException e) {
      throw new UserMistakeException("--device: " + e.getMessage(), e);
    } catch (EmbeddingException e) {
      throw new UserMistakeException("--model: " + e.getMessage(), e);
    }
  }

  private void checkCollection(ModelIdentity model) {
    try {
      new CollectionModel(
              ConnectionOfOptions.connection(options),
              CollectionOfOptions.spec(options, model),
              CollectionOfOptions.origin(options, model))
          .settle();
    } catch (UnfitCollectionException e) {
      throw new UserMistakeException("--collection: " + e.getMessage(), e);
    } catch (QdrantException e) {
      throw new UserMistakeException("--qdrantUrl: " + e.getMessage(), e);
    }
  }

  private Passes passes(TextEmbedderFactory embedders, ModelIdentity model, Progress progress) {
    return new Passes(
        new Pass(options, embedders, model, drain)::run,
        new ReadRanges(
                options.getBootstrapServers(),
                SourceTopicNames.parse(options.getTopic()),
                options.getGroupId(),
                drain::isRequested)
            ::settle,
        drain,
        progress::show,
        Sleeper.DEFAULT);
  }

  private void prepareTopics(KafkaTopics kafka, SourceTopics topics) throws InterruptedException {
    DeadLetterTopics deadLetterTopics = DeadLetterTopics.of(options);
    for (String topic : SourceTopicNames.parse(options.getTopic())) {
      kafka.createIfMissing(deadLetterTopics.apply(topic), topics.partitionsOf(topic));
    }
    if (isDemo()) {
      Demo.send(options, out);
    }
  }

  private void checkReportCanBeWritten() {
    if (options.getReport() == null) {
      return;
    }
    Path folder = Path.of(options.getReport()).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UserMistakeException(
          "--report: " + options.getReport() + " is not in a folder that can be written to");
    }
  }

  private void report(TextEmbedder embedder, Passes.End end) {
    if (options.getReport() == null) {
      return;
    }
    RunReport report =
        RunReport.of(
            options.getRunner().getSimpleName(),
            embedder.model(),
            embedder.device(),
            embedder.identity().precision(),
            end.restarts(),
            end.metrics(),
            end.errors());
    try {
      report.write(Path.of(options.getReport()));
    } catch (IOException e) {
      throw new UserMistakeException("--report: cannot be written: " + e.getMessage(), e);
    }
  }
}
