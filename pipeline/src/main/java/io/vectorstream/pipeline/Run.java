package io.vectorstream.pipeline;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.demo.Demo;
import io.vectorstream.pipeline.demo.DemoSummary;
import io.vectorstream.pipeline.kafka.KafkaTopics;
import io.vectorstream.pipeline.kafka.ReadRanges;
import io.vectorstream.pipeline.kafka.SourceTopics;
import io.vectorstream.pipeline.report.LetterReasons;
import io.vectorstream.pipeline.report.Progress;
import io.vectorstream.pipeline.report.ReportFile;
import io.vectorstream.pipeline.report.RunReport;
import io.vectorstream.pipeline.serving.LiveRun;
import io.vectorstream.pipeline.serving.RunSearch;
import io.vectorstream.pipeline.serving.RunServing;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.serve.ServeSettings;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.Sleeper;

/** One run of the pipeline: what has to hold before, the pipeline itself, and its report. */
final class Run {

  private final PipelineOptions options;
  private final Settings settings;
  private final List<String> ownServices;
  private final RunStart start;
  private final KafkaConnection kafka;
  private final QdrantConnection qdrant;
  private final Drain drain;
  private final PrintStream out;
  private final LetterReasons letters = new LetterReasons();

  /**
   * A run against services that are up.
   *
   * @param options what the runner has to know
   * @param settings complete with the services' addresses
   * @param ownServices those of services in this process, as host:port
   * @param start what has begun already; it is closed after the run
   */
  Run(
      PipelineOptions options,
      Settings settings,
      List<String> ownServices,
      RunStart start,
      Drain drain,
      PrintStream out) {
    this.options = options;
    this.settings = settings;
    this.ownServices = ownServices;
    this.start = start;
    this.kafka = settings.kafka().orElseThrow();
    this.qdrant = settings.qdrant().orElseThrow();
    this.drain = drain;
    this.out = out;
  }

  /**
   * Runs until the end that the settings name.
   *
   * @return the exit code
   * @throws UserMistakeException if something has to be changed before it can run
   */
  int execute() throws InterruptedException {
    checkEvents();
    LiveRun live =
        new LiveRun(options.getRunner().getSimpleName(), settings, ownServices, drain::isRequested);
    try (RunServing serving = RunServing.begin(settings.serve(), live)) {
      TextEmbedder embedder = start.model();
      live.hasModel(embedder);
      // Before anything is changed anywhere: the address may be taken.
      Optional<String> url = serving.url();
      CollectionSpec collection = RunCollection.settle(settings, embedder.identity());
      printStart(embedder);
      url.ifPresent(address -> out.println("Look at it, and search, at " + address));
      try (RunSearch search = new RunSearch(embedder, qdrant, collection.name())) {
        live.canBeSearched(search);
        return process(embedder, search, collection, live, url);
      }
    }
  }

  private int process(
      TextEmbedder embedder,
      RunSearch search,
      CollectionSpec collection,
      LiveRun live,
      Optional<String> url)
      throws InterruptedException {
    Passes.End end;
    try (Progress progress = Progress.open(settings.source().maxEvents(), out)) {
      end =
          passes(embedder, RunCollection.forWorkers(collection), progress, live)
              .run(
                  settings.source().start(),
                  settings.source().maxEvents(),
                  this::prepareTopics,
                  this::createLetterTopics);
    }
    live.hasDone(end.metrics());
    live.ends();
    report(embedder, end);
    if (!end.errors().isEmpty()) {
      return 1;
    }
    DemoSummary summary = new DemoSummary(out);
    summary.print(end.metrics());
    if (settings.demo().isPresent()) {
      summary.printSearches(search.get());
    }
    if (settings.serve().map(ServeSettings::keepOpen).orElse(false) && url.isPresent()) {
      keepOpen(live, url.get());
    }
    return 0;
  }

  private void keepOpen(LiveRun live, String url) throws InterruptedException {
    live.isDone();
    out.printf("%nStill to be looked at and searched at %s; Ctrl-C ends it.%n", url);
    drain.await();
  }

  private void printStart(TextEmbedder embedder) {
    out.printf(
        "Model %s in %s on %s%nReading topic %s at %s, writing to collection %s at %s%n",
        embedder.model(),
        embedder.identity().precision(),
        embedder.device(),
        String.join(",", settings.source().topics()),
        kafka.bootstrapServers(),
        settings.collection().name(),
        qdrant.url());
  }

  private void checkEvents() {
    try {
      settings.source().events().check();
    } catch (UncheckedIOException e) {
      throw new UserMistakeException("--schemaRegistry: " + e.getMessage(), e);
    }
  }

  private Passes passes(
      TextEmbedder embedder, CollectionSpec collection, Progress progress, LiveRun live) {
    // What the collection says of itself is true of this process's model.
    TextEmbedderFactory embedders = TextEmbedders.expecting(start.embedders(), embedder.identity());
    return new Passes(
        new Pass(options, settings, ownServices, embedders, collection, drain, live)::run,
        new ReadRanges(
                kafka, settings.source().topics(), settings.source().groupId(), drain::isRequested)
            ::settle,
        drain,
        metrics -> {
          progress.show(metrics);
          letters.look(metrics);
          live.hasDone(metrics);
        },
        Sleeper.DEFAULT);
  }

  private void prepareTopics(KafkaTopics topics, SourceTopics found) throws InterruptedException {
    createLetterTopics(topics, found);
    for (String topic : settings.source().topics()) {
      topics.requireWritable(settings.source().deadLetterTopics().apply(topic));
    }
    settings
        .demo()
        .ifPresent(demo -> Demo.send(demo, kafka, settings.source().topics().get(0), out));
  }

  private void createLetterTopics(KafkaTopics topics, SourceTopics found)
      throws InterruptedException {
    for (String topic : settings.source().topics()) {
      topics.createIfMissing(
          settings.source().deadLetterTopics().apply(topic), found.partitionsOf(topic));
    }
  }

  private void report(TextEmbedder embedder, Passes.End end) {
    settings
        .run()
        .report()
        .ifPresent(
            file ->
                new ReportFile(file)
                    .write(
                        RunReport.of(
                            options.getRunner().getSimpleName(),
                            embedder.model(),
                            embedder.device(),
                            embedder.identity().precision(),
                            end.restarts(),
                            end.metrics(),
                            end.errors())));
  }
}
