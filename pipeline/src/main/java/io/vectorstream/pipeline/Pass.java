package io.vectorstream.pipeline;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.pipeline.kafka.OffsetCommits;
import io.vectorstream.pipeline.kafka.PartitionGrowth;
import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.kafka.ReadRange;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.qdrant.QdrantException;
import io.vectorstream.runners.Runners;
import io.vectorstream.source.FinishedRecords;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/**
 * A pipeline from its start to its end. A run takes a second one when the first cannot get on:
 *
 * <ul>
 *   <li>The topic has got more partitions, which KafkaIO does not see.
 *   <li>Records were read and got lost, as with a worker that died.
 * </ul>
 */
final class Pass {

  /**
   * How it ended.
   *
   * @param errors what ended it before its time, a sentence each
   * @param cannotGetOn whether another has to go on from the committed offsets
   */
  record End(RunMetrics metrics, List<String> errors, boolean cannotGetOn) {}

  private final VectorStreamOptions options;
  private final TextEmbedderFactory embedders;
  private final ModelIdentity model;
  private final Drain drain;
  private final PrintStream out;

  Pass(
      VectorStreamOptions options,
      TextEmbedderFactory embedders,
      ModelIdentity model,
      Drain drain,
      PrintStream out) {
    this.options = options;
    this.embedders = embedders;
    this.model = model;
    this.drain = drain;
    this.out = out;
  }

  /**
   * Reads a range, or until the run is drained, and commits what is finished.
   *
   * @throws UserMistakeException if something has to be changed before it can run
   */
  End run(ReadRange range) {
    String name = UUID.randomUUID().toString();
    Pipeline pipeline = Pipeline.create(options);
    VectorStreamPipeline.build(pipeline, options, name, range.limit(), embedders, model);
    Runners.prepare(pipeline);
    try (OffsetCommits commits = commits(name, range);
        PartitionGrowth growth =
            PartitionGrowth.watch(
                options.getBootstrapServers(), options.getTopic(), range.starts().size())) {
      PipelineResult result = start(pipeline);
      drain.becomePossible();
      PipelineWatch watch =
          new PipelineWatch(
              range.events(),
              drain,
              ReadGate.ofRun(name),
              Duration.millis(options.getDrainTimeout()),
              () -> growth.hasGrown() || commits.hasLostRecords(),
              out);
      RunMetrics metrics = watch.await(result);
      return new End(metrics, watch.errors(), cannotGetOn(watch, growth, commits));
    }
  }

  private static boolean cannotGetOn(
      PipelineWatch watch, PartitionGrowth growth, OffsetCommits commits) {
    if (watch.errors().isEmpty()) {
      return watch.endedInVain();
    }
    // It may have failed because of what was not noticed yet.
    growth.look();
    return growth.hasGrown() || commits.hasLostRecords();
  }

  private OffsetCommits commits(String name, ReadRange range) {
    return OffsetCommits.start(
        options.getBootstrapServers(),
        options.getTopic(),
        options.getGroupId(),
        range.starts(),
        FinishedRecords.ofRun(name));
  }

  private static PipelineResult start(Pipeline pipeline) {
    try {
      return pipeline.run();
    } catch (QdrantException e) {
      // What a write asks of Qdrant, which it checks before anything is read.
      throw new UserMistakeException(e.getMessage(), e);
    }
  }
}
