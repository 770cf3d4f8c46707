package io.vectorstream.pipeline;

import io.vectorstream.pipeline.report.Progress;
import io.vectorstream.pipeline.report.RunMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a running pipeline, shows its progress, and ends it when it has done what was asked. */
final class PipelineWatch {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
  private static final Duration INTERVAL = Duration.millis(500);

  private final long maxEvents;
  private final PrintStream out;
  private final List<String> errors = new ArrayList<>();

  /**
   * A watch that ends the pipeline after a number of events.
   *
   * @param maxEvents how many events have to be read and finished; 0 for no end
   */
  PipelineWatch(long maxEvents, PrintStream out) {
    this.maxEvents = maxEvents;
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
      }
    } catch (RuntimeException e) {
      LOG.error("The pipeline failed", e);
      errors.add(rootMessage(e));
    }
    return RunMetrics.of(result.metrics());
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
