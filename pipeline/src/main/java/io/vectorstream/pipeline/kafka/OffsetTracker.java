package io.vectorstream.pipeline.kafka;

import io.vectorstream.source.OffsetSet;
import io.vectorstream.source.OffsetSpan;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows how far each partition is finished, whatever order its records finish in. Safe for several
 * threads.
 */
final class OffsetTracker {

  /** The first offset that is not finished, and what is finished behind it. */
  private static final class Partition {
    private final OffsetSet finished = new OffsetSet();
    private final OffsetSet empty = new OffsetSet();
    private long position;
    private long records;

    Partition(long position) {
      this.position = position;
    }

    void add(OffsetSpan span) {
      finished.add(span.first(), span.last());
      if (span.empty()) {
        empty.add(span.first(), span.last());
      }
      long next = finished.firstMissing(position);
      if (next > position) {
        records += next - position - empty.count(position, next);
        position = next;
      }
      finished.removeBefore(position);
      empty.removeBefore(position);
    }
  }

  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /**
   * Tracks partitions from given offsets on, and no others.
   *
   * @param starts by partition, the first offset that is to be read
   */
  OffsetTracker(Map<TopicPartition, Long> starts) {
    starts.forEach((partition, start) -> partitions.put(partition, new Partition(start)));
  }

  /** Notes that offsets are finished; again, if they were. */
  synchronized void finished(OffsetSpan span) {
    Partition partition = partitions.get(span.partition());
    if (partition != null) {
      partition.add(span);
    }
  }

  /**
   * How far all partitions are at one moment.
   *
   * @param positions by partition, the first offset that is not finished: all before it are
   * @param records how many records lie between the starts and the positions; what was empty does
   *     not count
   */
  record Reached(Map<TopicPartition, Long> positions, long records) {}

  /** How far it is by now. */
  synchronized Reached reached() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach((name, partition) -> positions.put(name, partition.position));
    long records = partitions.values().stream().mapToLong(partition -> partition.records).sum();
    return new Reached(positions, records);
  }

  /** By partition, the first offset that is not finished, where records behind it are. */
  synchronized Map<TopicPartition, Long> standstills() {
    Map<TopicPartition, Long> standstills = new HashMap<>();
    partitions.forEach(
        (name, partition) -> {
          if (partition.finished.size() > partition.empty.size()) {
            standstills.put(name, partition.position);
          }
        });
    return standstills;
  }
}
