package io.vectorstream.pipeline;

import io.vectorstream.pipeline.kafka.ReadRange;
import io.vectorstream.pipeline.kafka.ReadRanges;
import io.vectorstream.pipeline.kafka.ReadRanges.Preparation;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.shared.OutageLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.util.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of a run, one after the other: each goes on from the committed offsets when the one
 * before could not get on.
 */
final class Passes {

  private static final Logger LOG = LoggerFactory.getLogger(Passes.class);

  /** So many passes in a row that lose records and finish none: another changes nothing. */
  private static final int MOST_IN_VAIN = 3;

  private static final long PAUSE_MILLIS = 1_000;

  /**
   * What they did together.
   *
   * @param restarts how many passes there were after the first
   * @param errors what ended the last one before its time, a sentence each
   */
  record End(RunMetrics metrics, int restarts, List<String> errors) {}

  /** Runs a pipeline over a range, as {@link Pass#run} does. */
  @FunctionalInterface
  interface OnePass {
    Pass.End run(ReadRange range, Consumer<RunMetrics> progress);
  }

  /** Settles what a pipeline reads, as {@link ReadRanges#settle} does. */
  @FunctionalInterface
  interface Ranges {
    Optional<ReadRange> settle(StartPosition start, long events, Preparation preparation)
        throws InterruptedException;
  }

  private final OnePass pass;
  private final Ranges ranges;
  private final Drain drain;
  private final Consumer<RunMetrics> progress;
  private final Sleeper sleeper;

  /**
   * The passes of a run.
   *
   * @param progress is shown the figures of all of them together
   */
  Passes(OnePass pass, Ranges ranges, Drain drain, Consumer<RunMetrics> progress, Sleeper sleeper) {
    this.pass = pass;
    this.ranges = ranges;
    this.drain = drain;
    this.progress = progress;
    this.sleeper = sleeper;
  }

  /**
   * Runs until all that was asked for is done, or the run is drained or fails.
   *
   * @param events how many records are to be finished; 0 for no end
   * @param first what is done to the topics before the first one
   * @param again what is done to them before each other one: they may be others by then
   * @throws UserMistakeException if something has to be changed before the first one can run
   */
  End run(StartPosition start, long events, Preparation first, Preparation again)
      throws InterruptedException {
    Optional<ReadRange> range = ranges.settle(start, events, first);
    RunMetrics before = RunMetrics.NONE;
    long records = 0;
    int restarts = -1;
    int inVain = 0;
    List<String> errors = List.of();
    while (range.isPresent()) {
      restarts++;
      RunMetrics soFar = before;
      Consumer<RunMetrics> added = metrics -> progress.accept(soFar.plus(metrics));
      Pass.End end = restarts == 0 ? pass.run(range.get(), added) : runAnother(range.get(), added);
      before = before.plus(end.metrics());
      records += end.records();
      errors = end.errors();
      if (end.next() == Pass.Next.NOTHING || (events > 0 && records >= events)) {
        break;
      }
      inVain = end.next() == Pass.Next.READ_AGAIN && end.records() == 0 ? inVain + 1 : 0;
      if (inVain == MOST_IN_VAIN || (inVain > 0 && !errors.isEmpty())) {
        LOG.error("The pipeline could not get on and has finished nothing: another start is vain");
        errors =
            errors.isEmpty()
                ? List.of("Records got lost and none was finished, " + inVain + " times in a row")
                : errors;
        break;
      }
      errors = List.of();
      LOG.info("Going on from the committed offsets");
      range = rest(events == 0 ? 0 : events - records, again);
    }
    return new End(before, Math.max(0, restarts), errors);
  }

  /** A run that has begun ends with a report, also where its cluster or its folder is away. */
  private Pass.End runAnother(ReadRange range, Consumer<RunMetrics> added) {
    try {
      return pass.run(range, added);
    } catch (RuntimeException e) {
      LOG.error("Another pipeline could not be run", e);
      return new Pass.End(
          RunMetrics.NONE, 0, List.of(String.valueOf(e.getMessage())), Pass.Next.NOTHING);
    }
  }

  /** What is left, for the next pass. A run that has begun waits for a Kafka that is away. */
  private Optional<ReadRange> rest(long events, Preparation preparation)
      throws InterruptedException {
    OutageLog outages = new OutageLog(LOG, "Going on");
    while (!drain.isRequested()) {
      try {
        Optional<ReadRange> rest = ranges.settle(StartPosition.COMMITTED, events, preparation);
        outages.worked();
        return rest;
      } catch (UserMistakeException e) {
        outages.failed(e.getMessage());
        sleeper.sleep(PAUSE_MILLIS);
      }
    }
    return Optional.empty();
  }
}
