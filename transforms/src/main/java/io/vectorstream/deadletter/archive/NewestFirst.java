package io.vectorstream.deadletter.archive;

import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes through the letters of several partitions backwards: those of a partition in the opposite
 * order of their offsets, and of the partitions' newest letters the latest by its time.
 *
 * <p>It reads a small slice of each partition, and goes on only where one has run out. It stops
 * reading where its bounds are reached.
 */
final class NewestFirst {

  /** Of all partitions together. */
  private static final int LARGEST_SLICE = 20_000;

  private static final Comparator<Backlog> BY_AGE =
      Comparator.<Backlog, Long>comparing(backlog -> backlog.newest().time().toEpochMilli())
          .thenComparing(backlog -> backlog.partition().partition());

  /** How much is read at most, so that no question takes the memory or the time of others. */
  record Bounds(long letters, Duration time) {}

  private final SliceReader reader;
  private final LetterParser parser;
  private final LetterFilter filter;
  private final Bounds bounds;
  private final long began = System.nanoTime();
  private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();
  private long read;
  private boolean cutShort;

  /**
   * Reads nothing yet.
   *
   * @param limit how many letters will be taken at most
   */
  NewestFirst(
      SliceReader reader,
      TopicSlice range,
      LetterParser parser,
      LetterFilter filter,
      int limit,
      Bounds bounds) {
    this.reader = reader;
    this.parser = parser;
    this.filter = filter;
    this.bounds = bounds;
    range
        .starts()
        .forEach(
            (partition, start) ->
                backlogs.put(
                    partition, new Backlog(partition, start, range.ends().get(partition), limit)));
  }

  /** The next letter that matches; empty if there is none, or the bounds are reached. */
  Optional<ArchivedLetter> next() throws InterruptedException {
    List<Backlog> waiting = waiting();
    while (!waiting.isEmpty() && !cutShort) {
      if (read >= bounds.letters() || System.nanoTime() - began > bounds.time().toNanos()) {
        cutShort = true;
      } else {
        read(waiting);
        waiting = waiting();
      }
    }
    Optional<Backlog> next =
        backlogs.values().stream().filter(backlog -> backlog.newest() != null).max(BY_AGE);
    Optional<ArchivedLetter> letter = next.map(Backlog::newest);
    next.ifPresent(Backlog::takeNewest);
    return letter;
  }

  /** How many letters were read, whether they match or not. */
  long read() {
    return read;
  }

  /** Whether the bounds were reached, so that older letters were left unread. */
  boolean isCutShort() {
    return cutShort;
  }

  private List<Backlog> waiting() {
    return backlogs.values().stream().filter(Backlog::wantsReading).toList();
  }

  private void read(List<Backlog> waiting) throws InterruptedException {
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Backlog backlog : waiting) {
      starts.put(backlog.partition(), backlog.nextStart());
      ends.put(backlog.partition(), backlog.position());
    }
    reader.read(new TopicSlice(starts, ends), chunk -> chunk.forEach(this::add), progress -> {});
    waiting.forEach(backlog -> backlog.sliceIsRead(LARGEST_SLICE / backlogs.size()));
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    Backlog backlog = backlogs.get(new TopicPartition(record.topic(), record.partition()));
    read++;
    backlog.read(record);
    ArchivedLetter letter = parser.parse(record);
    if (filter.matches(letter)) {
      backlog.add(letter);
    }
  }
}
