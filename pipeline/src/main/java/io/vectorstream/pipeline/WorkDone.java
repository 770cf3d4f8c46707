package io.vectorstream.pipeline;

import io.vectorstream.pipeline.kafka.OffsetCommits;
import io.vectorstream.pipeline.report.RunMetrics;
import java.util.function.Predicate;

/**
 * Says when all that was to be read is finished, and the figures tell of it. They lag behind: a
 * record is finished when it is stored, and counted when the work that it was part of is over.
 */
final class WorkDone implements Predicate<RunMetrics> {

  /** Some seconds. A worker that is gone may have taken its figures with it. */
  private static final int MOST_LOOKS = 10;

  private final OffsetCommits commits;
  private int looks;

  WorkDone(OffsetCommits commits) {
    this.commits = commits;
  }

  @Override
  public boolean test(RunMetrics metrics) {
    if (!commits.isFinished()) {
      return false;
    }
    looks++;
    return metrics.finished() >= commits.finishedRecords() || looks == MOST_LOOKS;
  }
}
