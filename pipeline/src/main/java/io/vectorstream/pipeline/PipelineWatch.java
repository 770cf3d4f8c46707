package io.vectorstream.pipeline;

import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.report.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  private final Predicate<RunMetrics> done;
  private final Predicate<RunMetrics> drained;
  private final BooleanSupplier cannotGetOn;
  private final Drain drain;
  private final ReadGate gate;
  private final Duration drainTimeout;
  private final Consumer<RunMetrics> progress;
  private final List<String> errors = new ArrayList<>();
  private boolean endedInVain;

  /**
   * A watch over a pipeline.
   *
   * @param done ends it when the figures pass it: all that was to be read is finished
   * @param drained ends a drain when the figures pass it: all that was read is finished
   * @param cannotGetOn ends it when it is true: there is work that this pipeline will never finish
   * @param drain ends it before that, once it is requested
   * @param gate is closed when it ends
   * @param drainTimeout how long a drain may take, to the end of the pipeline
   * @param progress is shown the figures twice a second
   */
  PipelineWatch(
      Predicate<RunMetrics> done,
      Predicate<RunMetrics> drained,
      BooleanSupplier cannotGetOn,
      Drain drain,
      ReadGate gate,
      Duration drainTimeout,
      Consumer<RunMetrics> progress) {
    this.done = done;
    this.drained = drained;
    this.cannotGetOn = cannotGetOn;
    this.drain = drain;
    this.gate = gate;
    this.drainTimeout = drainTimeout;
    this.progress = progress;
  }

  /** Waits for the pipeline's end and gives its last figures. */
  RunMetrics await(PipelineResult result) {
    try {
      while (!isTerminal(result.waitUntilFinish(INTERVAL))) {
        RunMetrics metrics = RunMetrics.of(result.metrics());
        progress.accept(metrics);
        if (done.test(metrics)) {
          end(result);
          break;
        }
        if (drain.isRequested()) {
          drain(result);
          break;
        }
        if (cannotGetOn.getAsBoolean()) {
          endedInVain = true;
          end(result);
          break;
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The pipeline failed", e);
      errors.add(rootMessage(e));
      gate.close();
    }
    return RunMetrics.of(result.metrics());
  }

  /** What is under way may not write any more when the next pipeline does. */
  private void end(PipelineResult result) {
    gate.close();
    PipelineEnd end = PipelineEnd.begin(result);
    while (!end.isReachedWithin(INTERVAL)) {
      if (drain.isRequested()) {
        end.await(drainTimeout);
        break;
      }
    }
  }

  private void drain(PipelineResult result) {
    gate.close();
    Instant limit = Instant.now().plus(drainTimeout);
    int looks = 0;
    while (looks < LOOKS_BEFORE_DRAINED && Instant.now().isBefore(limit)) {
      if (isTerminal(result.waitUntilFinish(INTERVAL))) {
        return;
      }
      RunMetrics metrics = RunMetrics.of(result.metrics());
      progress.accept(metrics);
      looks = drained.test(metrics) ? looks + 1 : 0;
    }
    if (looks < LOOKS_BEFORE_DRAINED) {
      LOG.warn(
          "Not all that was read is finished after {} ms: the next run reads it again",
          drainTimeout.getMillis());
    }
    Instant now = Instant.now();
    PipelineEnd.begin(result).await(now.isBefore(limit) ? new Duration(now, limit) : Duration.ZERO);
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
