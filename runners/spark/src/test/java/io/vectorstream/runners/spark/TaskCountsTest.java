package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.TaskState;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

final class TaskCountsTest {

  private static final MetricName SEEN = MetricName.named("test", "seen");

  private final TaskCounts counts = new TaskCounts();

  @Test
  void theOneThatWasMadeLastIsFound() {
    assertThat(TaskCounts.latest()).isSameAs(counts);
  }

  @Test
  void countsRiseWhileATaskRunsAndAreItsOwnWhenItEnds() {
    starts(1, 0);
    assertThat(seen()).isEmpty();

    counted(1, 10);
    assertThat(seen()).containsExactly(Map.entry("step", 10L));
    counted(1, 25);
    assertThat(seen()).containsExactly(Map.entry("step", 25L));

    succeeds(1, 0, 40);
    assertThat(seen()).containsExactly(Map.entry("step", 40L));
  }

  @Test
  void aTaskThatIsOverBeforeItsFirstHeartbeatCounts() {
    starts(1, 0);
    starts(2, 1);
    succeeds(1, 0, 3);
    counted(2, 4);

    assertThat(seen()).containsExactly(Map.entry("step", 7L));
  }

  @Test
  void aHeartbeatThatComesAfterItsTaskCountsNothing() {
    starts(1, 0);
    succeeds(1, 0, 5);
    counted(1, 5);

    assertThat(seen()).containsExactly(Map.entry("step", 5L));
  }

  @Test
  void aFailedAttemptStaysUntilAnotherOneHasFinished() {
    starts(1, 0);
    counted(1, 20);
    fails(1, 0);
    assertThat(seen()).containsExactly(Map.entry("step", 20L));

    starts(2, 0);
    counted(2, 6);
    assertThat(seen()).as("no figure falls").containsExactly(Map.entry("step", 20L));

    succeeds(2, 0, 21);
    assertThat(seen()).containsExactly(Map.entry("step", 21L));
  }

  @Test
  void tasksWithoutMetricsOfBeamCountNothing() {
    starts(1, 0);
    counts.onExecutorMetricsUpdate(heartbeat(1, seq(accumulator("records", 9L))));
    TaskInfo info = info(1, 0);
    info.markFinished(TaskState.FINISHED(), 1);
    counts.onTaskEnd(end(Success$.MODULE$, info));

    assertThat(seen()).isEmpty();
  }

  private void starts(long task, int partition) {
    counts.onTaskStart(new SparkListenerTaskStart(0, 0, info(task, partition)));
  }

  private void counted(long task, long seen) {
    counts.onExecutorMetricsUpdate(
        heartbeat(task, seq(accumulator(TaskCounts.ACCUMULATOR, metrics(seen)))));
  }

  private void succeeds(long task, int partition, long seen) {
    TaskInfo info = info(task, partition);
    info.markFinished(TaskState.FINISHED(), 1);
    info.setAccumulables(seq(accumulator(TaskCounts.ACCUMULATOR, metrics(seen))));
    counts.onTaskEnd(end(Success$.MODULE$, info));
  }

  private void fails(long task, int partition) {
    TaskInfo info = info(task, partition);
    info.markFinished(TaskState.FAILED(), 1);
    counts.onTaskEnd(end(TaskResultLost$.MODULE$, info));
  }

  private Map<String, Long> seen() {
    return StreamSupport.stream(
            counts
                .results()
                .queryMetrics(MetricsFilter.builder().build())
                .getCounters()
                .spliterator(),
            false)
        .filter(counter -> counter.getName().equals(SEEN))
        .collect(
            Collectors.toMap(result -> result.getKey().stepName(), MetricResult::getAttempted));
  }

  private static MetricsContainerStepMap metrics(long seen) {
    MetricsContainerStepMap metrics = new MetricsContainerStepMap();
    metrics.getContainer("step").getCounter(SEEN).inc(seen);
    return metrics;
  }

  private static SparkListenerTaskEnd end(TaskEndReason reason, TaskInfo info) {
    return new SparkListenerTaskEnd(
        0, 0, "ResultTask", reason, info, new ExecutorMetrics(), new TaskMetrics());
  }

  private static SparkListenerExecutorMetricsUpdate heartbeat(
      long task, Seq<AccumulableInfo> accumulators) {
    return new SparkListenerExecutorMetricsUpdate(
        "driver",
        seq(new Tuple4<>(task, 0, 0, accumulators)),
        scala.collection.immutable.Map$.MODULE$.empty());
  }

  private static AccumulableInfo accumulator(String name, Object update) {
    return new AccumulableInfo(
        1, Option.apply(name), Option.apply(update), Option.empty(), false, false, Option.empty());
  }

  private static TaskInfo info(long task, int partition) {
    return new TaskInfo(
        task, partition, 0, partition, 0, "driver", "localhost", TaskLocality.ANY(), false);
  }

  private static <T> Seq<T> seq(T element) {
    return JavaConverters.asScalaBuffer(List.of(element));
  }
}
