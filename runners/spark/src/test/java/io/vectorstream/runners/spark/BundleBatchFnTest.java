package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Elements weigh as many bytes as their number says. */
final class BundleBatchFnTest {

  private static final long BATCH_BYTES = 1_000;
  private static final Duration WINDOW = Duration.millis(50);

  private final BundleBatchFn<Integer, Integer> batches =
      new BundleBatchFn<>(10, BATCH_BYTES, Integer::longValue);
  private final List<WindowedValue<KV<Integer, Iterable<Integer>>>> emitted = new ArrayList<>();
  private long weightOfEmitted;

  @Test
  void allBuffersTogetherHoldNoMoreThanABatch() {
    Random random = new Random(12);
    batches.startBundle();
    long fed = 0;
    for (int i = 0; i < 5_000; i++) {
      int weight = random.nextInt(100) == 0 ? 3_000 : 1 + random.nextInt(200);
      int key = random.nextInt(5);
      feed(key, weight, random.nextInt(150));
      fed += weight;

      assertThat(fed - weightOfEmitted).isLessThanOrEqualTo(Math.max(BATCH_BYTES, weight));
    }
    for (WindowedValue<KV<Integer, Iterable<Integer>>> batch : emitted) {
      assertThat(batch.getValue().getValue()).hasSizeBetween(1, 10);
      assertThat(windowOf(batch.getTimestamp()))
          .isEqualTo(Iterables.getOnlyElement(batch.getWindows()));
    }
  }

  @Test
  void theLargestBufferIsEmittedFirst() {
    batches.startBundle();
    feed(1, 100, 0);
    feed(2, 300, 0);
    feed(3, 200, 0);
    feed(2, 300, 0);

    feed(1, 150, 0);

    assertThat(emitted)
        .extracting(WindowedValue::getValue)
        .containsExactly(KV.of(2, List.of(300, 300)));
  }

  @Test
  void whatIsLargerThanABatchGoesAlone() {
    batches.startBundle();
    feed(1, 10, 0);
    feed(1, 5_000, 0);
    feed(1, 20, 0);

    assertThat(emitted)
        .extracting(WindowedValue::getValue)
        .containsExactly(KV.of(1, List.of(10)), KV.of(1, List.of(5_000)));
  }

  private void feed(int key, int weight, int millis) {
    Instant timestamp = new Instant(millis);
    OutputReceiver<KV<Integer, Iterable<Integer>>> receiver =
        batch ->
            WindowedValues.<KV<Integer, Iterable<Integer>>>builder()
                .setValue(batch)
                .setTimestamp(timestamp)
                .setWindow(windowOf(timestamp))
                .setPaneInfo(PaneInfo.NO_FIRING)
                .setReceiver(this::take);
    batches.buffer(KV.of(key, weight), timestamp, windowOf(timestamp), receiver);
  }

  private static BoundedWindow windowOf(Instant timestamp) {
    long start = timestamp.getMillis() - timestamp.getMillis() % WINDOW.getMillis();
    return new IntervalWindow(new Instant(start), WINDOW);
  }

  private void take(WindowedValue<KV<Integer, Iterable<Integer>>> batch) {
    emitted.add(batch);
    batch.getValue().getValue().forEach(weight -> weightOfEmitted += weight);
  }
}
