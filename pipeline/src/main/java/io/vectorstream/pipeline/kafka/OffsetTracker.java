package io.vectorstream.pipeline.kafka;

import io.vectorstream.source.OffsetRanges;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Knows how far each partition is finished, whatever order its records finish in. Safe for several
 * threads.
 */
final class OffsetTracker {

  /** The first offset that is not finished, and what is finished behind it. */
  private static final class Partition {
    private final OffsetRanges finished = new OffsetRanges();
    private long position;

    Partition(long position) {
      this.position = position;
    }

    void moveTo(long offset) {
      position = finished.firstMissing(offset);
      finished.removeBefore(position);
    }
  }

  private final Map<Integer, Partition> partitions = new HashMap<>();

  /**
   * Tracks partitions from given offsets on; others, which come later, from their beginning.
   *
   * @param starts by partition, the first offset that is to be read
   */
  OffsetTracker(Map<Integer, Long> starts) {
    starts.forEach((partition, start) -> partitions.put(partition, new Partition(start)));
  }

  /** Notes that the offsets from the first to the last are finished; again, if they were. */
  synchronized void finished(int number, long first, long last) {
    Partition partition = partition(number);
    partition.finished.add(first, last);
    partition.moveTo(partition.position);
  }

  /** By partition, the first offset that is not finished: all before it are. */
  synchronized Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new HashMap<>();
    partitions.forEach((number, partition) -> positions.put(number, partition.position));
    return positions;
  }

  /** By partition, the last offset that is finished, where anything is behind the position. */
  synchronized Map<Integer, Long> lastFinished() {
    Map<Integer, Long> last = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          OptionalLong offset = partition.finished.last();
          if (offset.isPresent()) {
            last.put(number, offset.getAsLong());
          }
        });
    return last;
  }

  /** By partition, the first finished offset behind one that is not, where there is one. */
  synchronized Map<Integer, Long> gapEnds() {
    Map<Integer, Long> ends = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          OptionalLong end = partition.finished.firstPresent(partition.position);
          if (end.isPresent()) {
            ends.put(number, end.getAsLong());
          }
        });
    return ends;
  }

  /** Notes that a partition has no records from its position to an offset. */
  synchronized void skip(int number, long from, long to) {
    Partition partition = partition(number);
    if (partition.position == from && to > from) {
      partition.moveTo(to);
    }
  }

  private Partition partition(int number) {
    return partitions.computeIfAbsent(number, unknown -> new Partition(0));
  }
}
