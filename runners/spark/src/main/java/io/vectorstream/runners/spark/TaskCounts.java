package io.vectorstream.runners.spark;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The metrics of tasks, of those that still run too. Beam keeps them in an accumulator, which Spark
 * merges when a task ends; executors tell of it with each heartbeat. Spark makes an instance for
 * each context ({@code spark.extraListeners}) and hands it all events on one thread, in order.
 */
public final class TaskCounts extends SparkListener {

  /** Beam's name for the accumulator. */
  static final String ACCUMULATOR = "Beam.Metrics";

  private static volatile @Nullable TaskCounts latest;

  private record Share(int stage, int partition) {}

  private record Attempt(long task, MetricsContainerStepMap counted) {}

  private final MetricsContainerStepMap ended = new MetricsContainerStepMap();
  private final Map<Long, Share> running = new HashMap<>();

  /**
   * What was counted of shares of the work that no attempt has finished. A failed attempt stays
   * until another one has finished, so that no figure falls.
   */
  private final Map<Share, Attempt> unfinished = new HashMap<>();

  /** For Spark. */
  @SuppressWarnings("ThisEscapedInObjectConstruction")
  public TaskCounts() {
    latest = this;
  }

  /** Those of the context that was started last; none before the first. */
  static @Nullable TaskCounts latest() {
    return latest;
  }

  /** What all tasks have counted by now. */
  synchronized MetricResults results() {
    MetricsContainerStepMap all = new MetricsContainerStepMap();
    all.updateAll(ended);
    unfinished.values().forEach(attempt -> all.updateAll(attempt.counted()));
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(all);
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    running.put(start.taskInfo().taskId(), new Share(start.stageId(), start.taskInfo().index()));
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    JavaConverters.seqAsJavaList(heartbeat.accumUpdates())
        .forEach(update -> counted((Long) update._1(), update._4()));
  }

  private void counted(long task, Seq<AccumulableInfo> accumulators) {
    Share share = running.get(task);
    MetricsContainerStepMap counted = metrics(accumulators);
    if (share != null && counted != null) {
      unfinished.compute(
          share,
          (of, known) ->
              known == null || known.task() == task ? new Attempt(task, counted) : known);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Share share = running.remove(end.taskInfo().taskId());
    if (share != null && end.taskInfo().successful()) {
      unfinished.remove(share);
      MetricsContainerStepMap counted = metrics(end.taskInfo().accumulables());
      if (counted != null) {
        ended.updateAll(counted);
      }
    }
  }

  private static @Nullable MetricsContainerStepMap metrics(Seq<AccumulableInfo> accumulators) {
    for (AccumulableInfo accumulator : JavaConverters.seqAsJavaList(accumulators)) {
      if (accumulator.name().contains(ACCUMULATOR)
          && accumulator.update().isDefined()
          && accumulator.update().get() instanceof MetricsContainerStepMap counted) {
        return counted;
      }
    }
    return null;
  }
}
