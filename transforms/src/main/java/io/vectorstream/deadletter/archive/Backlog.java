package io.vectorstream.deadletter.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A partition that is read backwards, slice by slice, and what was found and not yet taken. */
final class Backlog {

  private static final int FIRST_SLICE = 100;
  private static final long BYTES_OF_SLICE = 16 << 20;

  private final TopicPartition partition;
  private final long start;
  private final int mostKept;
  private final Deque<ArchivedLetter> found = new ArrayDeque<>();
  private long position;
  private long slice = FIRST_SLICE;
  private long bytes;
  private long records;

  /**
   * A part of a partition, of which nothing has been read.
   *
   * @param mostKept how many letters of it will be taken at most
   */
  Backlog(TopicPartition partition, long start, long end, int mostKept) {
    this.partition = partition;
    this.start = start;
    this.mostKept = mostKept;
    position = Math.max(start, end);
  }

  TopicPartition partition() {
    return partition;
  }

  /** Whether something has to be read before it is known which letter is next. */
  boolean wantsReading() {
    return found.isEmpty() && position > start;
  }

  /** Where the next slice begins; it ends at {@link #position}. */
  long nextStart() {
    return Math.max(start, position - slice);
  }

  long position() {
    return position;
  }

  /** Counts a record of the slice. Records come in order. */
  void read(ConsumerRecord<?, ?> record) {
    records++;
    bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }

  /** Keeps a letter of the slice. */
  void add(ArchivedLetter letter) {
    found.addFirst(letter);
    if (found.size() > mostKept) {
      found.removeLast();
    }
  }

  /** Ends the slice. The next one is larger, as far as letters are small. */
  void sliceIsRead(long largestSlice) {
    position = nextStart();
    long fitting = records == 0 ? largestSlice : BYTES_OF_SLICE / Math.max(1, bytes / records);
    slice = Math.max(1, Math.min(2 * slice, Math.min(fitting, largestSlice)));
    bytes = 0;
    records = 0;
  }

  @Nullable ArchivedLetter newest() {
    return found.peekFirst();
  }

  void takeNewest() {
    found.removeFirst();
  }
}
