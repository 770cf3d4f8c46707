package io.vectorstream.source;

import com.google.auto.value.AutoValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read: its bytes, unchanged, and their place in Kafka.
 *
 * <p>It travels with the event through every stage, so that whatever fails can be kept whole. The
 * arrays are shared, not copied: do not write to them.
 */
@AutoValue
public abstract class SourceRecord {

  /** The topic the record was read from. */
  public abstract String topic();

  /** The partition within the topic. */
  public abstract int partition();

  /** The offset within the partition. */
  public abstract long offset();

  /** The record's own timestamp, in milliseconds since the epoch. */
  public abstract long timestampMillis();

  /** The record's headers, in order; a header's value may be null. */
  public abstract List<KV<String, byte[]>> headers();

  /** The record's key, or null if it had none. */
  @SuppressWarnings("mutable")
  public abstract byte @Nullable [] key();

  /** The record's value, or null for a tombstone. */
  @SuppressWarnings("mutable")
  public abstract byte @Nullable [] value();

  /** Whether the record says that what its key names is gone. */
  public final boolean isTombstone() {
    return key() != null && value() == null;
  }

  /** The bytes of its key, its value and its headers. */
  public final long bytes() {
    long bytes = length(key()) + length(value());
    for (KV<String, byte[]> header : headers()) {
      bytes += header.getKey().getBytes(StandardCharsets.UTF_8).length + length(header.getValue());
    }
    return bytes;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** A record of these parts. */
  public static SourceRecord of(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      List<KV<String, byte[]>> headers,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    return new AutoValue_SourceRecord(
        topic, partition, offset, timestampMillis, headers, key, value);
  }

  /** What KafkaIO read. */
  public static SourceRecord of(KafkaRecord<byte[], byte[]> record) {
    return of(
        record.getTopic(),
        record.getPartition(),
        record.getOffset(),
        record.getTimestamp(),
        headers(record),
        record.getKV().getKey(),
        record.getKV().getValue());
  }

  private static List<KV<String, byte[]>> headers(KafkaRecord<byte[], byte[]> record) {
    if (record.getHeaders() == null) {
      return List.of();
    }
    Header[] headers = record.getHeaders().toArray();
    return Arrays.stream(headers).map(header -> KV.of(header.key(), header.value())).toList();
  }
}
