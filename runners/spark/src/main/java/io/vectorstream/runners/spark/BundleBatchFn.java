package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Buffers a bundle's elements by key and window, and emits each buffer when it is full. */
final class BundleBatchFn<K, V> extends DoFn<KV<K, V>, KV<K, Iterable<V>>> {

  private static final long serialVersionUID = 1L;

  private final long batchSize;
  private final long batchBytes;
  private final @Nullable SerializableFunction<V, Long> weigher;

  private transient Map<Place<K>, Buffer<V>> buffers;

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
  }

  @ProcessElement
  public void buffer(
      @Element KV<K, V> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<KV<K, Iterable<V>>> out) {
    Place<K> place = new Place<>(element.getKey(), window);
    Buffer<V> buffer = buffers.computeIfAbsent(place, unused -> new Buffer<>());
    long bytes = weigher == null ? 0 : weigher.apply(element.getValue());
    if (!buffer.elements.isEmpty() && buffer.bytes + bytes > batchBytes) {
      out.output(KV.of(place.key(), buffer.elements));
      buffer = new Buffer<>();
      buffers.put(place, buffer);
    }
    buffer.elements.add(element.getValue());
    buffer.bytes += bytes;
    if (timestamp.isAfter(buffer.latest)) {
      buffer.latest = timestamp;
    }
    if (buffer.elements.size() >= batchSize) {
      out.output(KV.of(place.key(), buffer.elements));
      buffers.remove(place);
    }
  }

  @FinishBundle
  public void flush(FinishBundleContext context) {
    buffers.forEach(
        (place, buffer) ->
            context.output(KV.of(place.key(), buffer.elements), buffer.latest, place.window()));
    buffers = null;
  }
}
