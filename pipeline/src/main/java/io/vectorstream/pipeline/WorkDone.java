package io.vectorstream.pipeline;

import io.vectorstream.pipeline.report.RunMetrics;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Says when all that was to be read is finished, and the figures tell of it. They lag behind: a
 * record is finished when it is stored, and counted when the work that it was part of is over.
 */
final class WorkDone implements Predicate<RunMetrics> {

  /** Some seconds. A worker that is gone may have taken its figures with it. */
  static final int MOST_LOOKS = 10;

  private final BooleanSupplier allFinished;
  private final LongSupplier finishedRecords;
  private final boolean readsItems;
  private int looks;
  private RunMetrics before = RunMetrics.NONE;

  /**
   * For a pipeline.
   *
   * @param allFinished whether all that was to be read is finished
   * @param finishedRecords how many records are finished
   * @param readsItems whether a record can be several points, so that figures and records differ
   */
  WorkDone(BooleanSupplier allFinished, LongSupplier finishedRecords, boolean readsItems) {
    this.allFinished = allFinished;
    this.finishedRecords = finishedRecords;
    this.readsItems = readsItems;
  }

  @Override
  public boolean test(RunMetrics metrics) {
    if (!allFinished.getAsBoolean()) {
      return false;
    }
    looks++;
    boolean complete =
        readsItems ? metrics.equals(before) : metrics.finished() >= finishedRecords.getAsLong();
    before = metrics;
    return complete || looks == MOST_LOOKS;
  }

  /** Whether all that has been read is finished, whether or not more was to be read. */
  boolean isAllReadFinished(RunMetrics metrics) {
    return (readsItems ? finishedRecords.getAsLong() : metrics.finished()) >= metrics.read();
  }
}
