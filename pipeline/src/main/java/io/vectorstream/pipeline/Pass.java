package io.vectorstream.pipeline;

import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.kafka.OffsetCommits;
import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.kafka.ReadRange;
import io.vectorstream.pipeline.kafka.TopicWatch;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.pipeline.serving.LiveRun;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.runners.RunnerSetupException;
import io.vectorstream.runners.Runners;
import io.vectorstream.source.FinishedRecords;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/** A pipeline from its start to its end. */
final class Pass {

  /** What has to come next. */
  enum Next {
    /** Nothing: it has done its work, was drained, or has failed. */
    NOTHING,

    /** Another pass: records were read and got lost, as with a worker that died. */
    READ_AGAIN,

    /** Another pass: the topics are not what they were, which KafkaIO does not see. */
    READ_OTHER_TOPICS
  }

  /**
   * How it ended.
   *
   * @param records how many records are finished that no other pass reads again
   * @param errors what ended it before its time, a sentence each
   */
  record End(RunMetrics metrics, long records, List<String> errors, Next next) {}

  private final PipelineOptions options;
  private final Settings settings;
  private final List<String> ownServices;
  private final TextEmbedderFactory embedders;
  private final CollectionSpec collection;
  private final Drain drain;
  private final LiveRun live;

  Pass(
      PipelineOptions options,
      Settings settings,
      List<String> ownServices,
      TextEmbedderFactory embedders,
      CollectionSpec collection,
      Drain drain,
      LiveRun live) {
    this.options = options;
    this.settings = settings;
    this.ownServices = ownServices;
    this.embedders = embedders;
    this.collection = collection;
    this.drain = drain;
    this.live = live;
  }

  /**
   * Reads a range, or until the run is drained, and commits what is finished.
   *
   * @param progress is shown the figures while it goes on
   * @throws UserMistakeException if something has to be changed before it can run
   */
  End run(ReadRange range, Consumer<RunMetrics> progress) {
    String name = UUID.randomUUID().toString();
    Pipeline pipeline = Pipeline.create(options);
    VectorStreamPipeline.build(pipeline, settings, name, range, embedders, collection);
    prepare(pipeline);
    KafkaConnection kafka = settings.kafka().orElseThrow();
    OffsetCommits commits =
        OffsetCommits.start(kafka, settings.source().groupId(), range, FinishedRecords.ofRun(name));
    TopicWatch topics = TopicWatch.start(kafka, range.topics());
    RunMetrics metrics;
    PipelineWatch watch;
    Next next;
    try (commits;
        topics) {
      PipelineResult result = start(pipeline);
      drain.becomePossible();
      live.reads(commits::committed);
      WorkDone done =
          new WorkDone(
              commits::isFinished,
              commits::finishedRecords,
              settings.source().events().readsItems());
      watch =
          new PipelineWatch(
              done,
              done::isAllReadFinished,
              () ->
                  topics.hasSeenChange()
                      || commits.hasLostRecords()
                      || Runners.mistake(options).isPresent(),
              drain,
              ReadGate.ofRun(name),
              Duration.millis(settings.run().drainTimeout().toMillis()),
              progress);
      metrics = watch.await(result);
      next = next(watch, topics, commits);
    }
    live.hasStopped(next != Next.NOTHING);
    Optional<String> mistake = Runners.mistake(options);
    if (mistake.isPresent() && !hasEndedAsAsked(watch)) {
      throw new UserMistakeException(mistake.get());
    }
    return new End(metrics, commits.records(), watch.errors(), next);
  }

  private void prepare(Pipeline pipeline) {
    try {
      Runners.prepare(pipeline, ownServices);
    } catch (RunnerSetupException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  private static PipelineResult start(Pipeline pipeline) {
    try {
      return Runners.run(pipeline);
    } catch (RunnerSetupException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  private static Next next(PipelineWatch watch, TopicWatch topics, OffsetCommits commits) {
    if (hasEndedAsAsked(watch)) {
      return Next.NOTHING;
    }
    // The reason may be what was not noticed yet.
    topics.look();
    if (topics.hasSeenChange()) {
      return Next.READ_OTHER_TOPICS;
    }
    return commits.hasLostRecords() ? Next.READ_AGAIN : Next.NOTHING;
  }

  private static boolean hasEndedAsAsked(PipelineWatch watch) {
    return watch.errors().isEmpty() && !watch.endedInVain();
  }
}
