package io.vectorstream.pipeline;

import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.report.Progress;
import io.vectorstream.pipeline.report.RunMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a running pipeline, shows its progress, and ends it when it has done what was asked. */
final class PipelineWatch {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
  private static final Duration INTERVAL = Duration.millis(500);

  /** For so many looks in a row all that was read has to be finished: figures lag behind. */
  private static final int LOOKS_BEFORE_DRAINED = 3;

  private final long maxEvents;
  private final Drain drain;
  private final ReadGate gate;
  private final Duration drainTimeout;
  private final BooleanSupplier cannotGetOn;
  private final PrintStream out;
  private final List<String> errors = new ArrayList<>();
  private boolean endedInVain;

  /**
   * A watch that ends the pipeline after a number of events.
   *
   * @param maxEvents how many events have to be read and finished; 0 for no end
   * @param drain ends it before that, once it is requested
   * @param gate is closed then
   * @param drainTimeout how long it may take then
   * @param cannotGetOn ends it when it is true: there is work that this pipeline will never finish
   */
  PipelineWatch(
      long maxEvents,
      Drain drain,
      ReadGate gate,
      Duration drainTimeout,
      BooleanSupplier cannotGetOn,
      PrintStream out) {
    this.maxEvents = maxEvents;
    this.drain = drain;
    this.gate = gate;
    this.drainTimeout = drainTimeout;
    this.cannotGetOn = cannotGetOn;
    this.out = out;
  }

  /** Waits for the pipeline's end and gives its last figures. */
  RunMetrics await(PipelineResult result) {
    try (Progress progress = Progress.open(maxEvents, out)) {
      while (!isTerminal(result.waitUntilFinish(INTERVAL))) {
        RunMetrics metrics = RunMetrics.of(result.metrics());
        progress.show(metrics);
        if (maxEvents > 0 && metrics.read() >= maxEvents && metrics.finished() >= metrics.read()) {
          end(result);
          break;
        }
        if (drain.isRequested()) {
          drain(result, progress);
          break;
        }
        if (cannotGetOn.getAsBoolean()) {
          endedInVain = true;
          gate.close();
          end(result);
          break;
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The pipeline failed", e);
      errors.add(rootMessage(e));
    }
    return RunMetrics.of(result.metrics());
  }

  private void drain(PipelineResult result, Progress progress) {
    gate.close();
    Instant limit = Instant.now().plus(drainTimeout);
    int looks = 0;
    while (looks < LOOKS_BEFORE_DRAINED && Instant.now().isBefore(limit)) {
      if (isTerminal(result.waitUntilFinish(INTERVAL))) {
        return;
      }
      RunMetrics metrics = RunMetrics.of(result.metrics());
      progress.show(metrics);
      looks = metrics.finished() >= metrics.read() ? looks + 1 : 0;
    }
    if (looks < LOOKS_BEFORE_DRAINED) {
      LOG.warn(
          "Not all that was read is finished after {} ms: the next run reads it again",
          drainTimeout.getMillis());
    }
    end(result);
  }

  /**
   * Ends a pipeline that has done all of its work. What fails on its way down changes nothing of
   * that: Spark for one interrupts the micro-batches it has planned but not begun, and calls it a
   * failure.
   */
  private static void end(PipelineResult result) {
    try {
      result.cancel();
      result.waitUntilFinish();
    } catch (RuntimeException | IOException e) {
      LOG.debug("The pipeline had finished, and failed while it was being ended", e);
    }
  }

  /** Whether it was ended because it could not get on. */
  boolean endedInVain() {
    return endedInVain;
  }

  /** What ended the pipeline before its time, a sentence each. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private static boolean isTerminal(PipelineResult.State state) {
    return state != null && state.isTerminal();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
