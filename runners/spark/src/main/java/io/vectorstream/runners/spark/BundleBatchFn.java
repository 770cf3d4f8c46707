package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Buffers a bundle's elements by key and window, and emits each buffer when it is full. All buffers
 * together hold no more bytes than a full batch: beyond that the largest is emitted as it is.
 */
final class BundleBatchFn<K, V> extends DoFn<KV<K, V>, KV<K, Iterable<V>>> {

  private static final long serialVersionUID = 1L;

  private final long batchSize;
  private final long batchBytes;
  private final @Nullable SerializableFunction<V, Long> weigher;

  private transient Map<Place<K>, Buffer<V>> buffers;
  private transient long bytes;

  /**
   * A function for batches of limited size.
   *
   * @param batchSize how many elements at most
   * @param batchBytes how many bytes at most; a single larger element goes alone
   * @param weigher an element's bytes, or null if they do not count
   */
  BundleBatchFn(long batchSize, long batchBytes, @Nullable SerializableFunction<V, Long> weigher) {
    this.batchSize = batchSize;
    this.batchBytes = batchBytes;
    this.weigher = weigher;
  }

  private record Place<K>(K key, BoundedWindow window) {}

  private static final class Buffer<V> {
    private final List<V> elements = new ArrayList<>();
    private long bytes;
    private Instant latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @StartBundle
  public void startBundle() {
    buffers = new LinkedHashMap<>();
    bytes = 0;
  }

  @ProcessElement
  public void buffer(
      @Element KV<K, V> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<KV<K, Iterable<V>>> out) {
    long weight = weigher == null ? 0 : weigher.apply(element.getValue());
    while (!buffers.isEmpty() && bytes + weight > batchBytes) {
      emit(largest(), out);
    }
    Place<K> place = new Place<>(element.getKey(), window);
    Buffer<V> buffer = buffers.computeIfAbsent(place, unused -> new Buffer<>());
    buffer.elements.add(element.getValue());
    buffer.bytes += weight;
    bytes += weight;
    if (timestamp.isAfter(buffer.latest)) {
      buffer.latest = timestamp;
    }
    if (buffer.elements.size() >= batchSize) {
      emit(place, out);
    }
  }

  private Place<K> largest() {
    return Collections.max(
            buffers.entrySet(), Comparator.comparingLong(buffer -> buffer.getValue().bytes))
        .getKey();
  }

  private void emit(Place<K> place, OutputReceiver<KV<K, Iterable<V>>> out) {
    Buffer<V> buffer = buffers.remove(place);
    bytes -= buffer.bytes;
    out.builder(KV.of(place.key(), buffer.elements))
        .setTimestamp(buffer.latest)
        .setWindow(place.window())
        .output();
  }

  @FinishBundle
  public void flush(FinishBundleContext context) {
    buffers.forEach(
        (place, buffer) ->
            context.output(KV.of(place.key(), buffer.elements), buffer.latest, place.window()));
    buffers = null;
  }

  /**
   * A batch has the timestamp of its latest element, which may be earlier than that of the current
   * one.
   */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
