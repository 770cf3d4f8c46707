package io.vectorstream.deadletter.archive;

import static com.google.common.base.Preconditions.checkArgument;

import io.vectorstream.deadletter.archive.NewestFirst.Bounds;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic that keeps dead letters, such as {@code ecommerce-events.dlq}, without a trace in
 * it. A topic that does not exist has no letters.
 *
 * <p>Used by one thread. What Kafka does not answer is a {@link
 * org.apache.kafka.common.KafkaException}.
 *
 * <pre>{@code
 * try (LetterArchive letters = LetterArchive.open(kafka, "ecommerce-events.dlq")) {
 *   letters.list(LetterFilter.all().withStage("parse"), 50).letters().forEach(...);
 * }
 * }</pre>
 */
public final class LetterArchive implements AutoCloseable {

  /** How many letters a list has at most. */
  public static final int LONGEST_LIST = 1_000;

  /** How many letters are counted at most. */
  public static final int LARGEST_COUNT = 100_000;

  /** How many bytes of a key and of a value a listed letter has at most. */
  public static final int LISTED_BYTES = 4_096;

  private static final Bounds BOUNDS = new Bounds(200_000, Duration.ofSeconds(10));

  /** How much later than its neighbours a letter may be written, waiting for a broker included. */
  private static final Duration DELAY = Duration.ofHours(1);

  /**
   * Little memory; a question that follows another does not wait for news at the end; and who asks
   * while Kafka is away is told so soon.
   */
  private static final Map<String, Object> SETTINGS =
      Map.of(
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          15_000,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          8 << 20,
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          20);

  private final SliceReader reader;
  private final Bounds bounds;

  private LetterArchive(SliceReader reader, Bounds bounds) {
    this.reader = reader;
    this.bounds = bounds;
  }

  /**
   * Opens an archive, which the caller closes. Kafka is not asked anything yet.
   *
   * @param kafka where the topic is
   * @param topic the dead-letter topic's name
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   */
  public static LetterArchive open(KafkaConnection kafka, String topic) {
    return open(kafka, topic, BOUNDS);
  }

  static LetterArchive open(KafkaConnection kafka, String topic, Bounds bounds) {
    return new LetterArchive(new SliceReader(kafka, topic, SETTINGS), bounds);
  }

  /** The dead-letter topic's name. */
  public String topic() {
    return reader.topic();
  }

  /** Whether the topic exists. */
  public boolean exists() {
    return !reader.partitions().isEmpty();
  }

  /**
   * The newest letters, newest first: by their times, and those of a partition by their offsets.
   *
   * <p>However many letters there are, it reads backwards from the end no more than it has to, and
   * 200,000 letters or ten seconds at most, which the page says.
   *
   * @param limit how many letters are wanted, 1 to {@value #LONGEST_LIST}
   */
  public LetterPage list(LetterFilter filter, int limit) throws InterruptedException {
    checkArgument(
        limit >= 1 && limit <= LONGEST_LIST,
        "a list has 1 to %s letters, %s were asked for",
        LONGEST_LIST,
        limit);
    NewestFirst newest = newest(filter, LetterParser.beginnings(LISTED_BYTES), limit);
    List<ArchivedLetter> letters = new ArrayList<>();
    Optional<ArchivedLetter> next = newest.next();
    while (next.isPresent()) {
      letters.add(next.get());
      next = letters.size() < limit ? newest.next() : Optional.empty();
    }
    return new LetterPage(letters, newest.read(), newest.isCutShort());
  }

  /**
   * Counts the newest letters. It reads no more than {@link #list} does.
   *
   * @param most how many are counted at most, 1 to {@value #LARGEST_COUNT}
   */
  public LetterCounts count(LetterFilter filter, int most) throws InterruptedException {
    checkArgument(
        most >= 1 && most <= LARGEST_COUNT,
        "1 to %s letters are counted, %s were asked for",
        LARGEST_COUNT,
        most);
    // One more, to tell whether there are more.
    NewestFirst newest = newest(filter, LetterParser.beginnings(0), most + 1);
    LetterCounts.Counter counter = new LetterCounts.Counter();
    Optional<ArchivedLetter> next = newest.next();
    while (next.isPresent() && counter.counted() < most) {
      counter.add(next.get());
      next = newest.next();
    }
    return counter.counts(next.isEmpty() && !newest.isCutShort());
  }

  private NewestFirst newest(LetterFilter filter, LetterParser parser, int limit) {
    TopicSlice slice = since(filter);
    if (filter.until() != null) {
      slice = new TopicSlice(slice.starts(), skipBehind(filter.until().plus(DELAY), slice.ends()));
    }
    return new NewestFirst(reader, slice, parser, filter, limit, bounds);
  }

  /** The whole letter at an offset, if there is one: there may be none there any more, or yet. */
  public Optional<ArchivedLetter> get(int partition, long offset) throws InterruptedException {
    TopicPartition key = new TopicPartition(topic(), partition);
    if (!reader.partitions().contains(key)
        || offset < reader.beginnings(List.of(key)).get(key)
        || offset >= reader.ends(List.of(key)).get(key)) {
      return Optional.empty();
    }
    List<ArchivedLetter> found = new ArrayList<>();
    LetterParser parser = LetterParser.whole();
    reader.read(
        new TopicSlice(Map.of(key, offset), Map.of(key, offset + 1)),
        chunk -> chunk.forEach(record -> found.add(parser.parse(record))),
        progress -> {});
    return found.stream().filter(letter -> letter.offset() == offset).findFirst();
  }

  /** Takes some letters that match, whole. Those of a partition come in order. */
  interface LetterVisitor {
    void visit(List<ArchivedLetter> letters) throws InterruptedException;
  }

  /**
   * Reads all letters that match a filter, the oldest of a partition first, up to the end of the
   * topic as it is when reading begins.
   *
   * @param progress told how many of how many offsets have been read
   */
  void readAll(LetterFilter filter, LetterVisitor visitor, LongConsumer progress)
      throws InterruptedException {
    LetterParser parser = LetterParser.whole();
    reader.read(
        since(filter),
        chunk -> {
          List<ArchivedLetter> letters =
              chunk.stream().map(parser::parse).filter(filter::matches).toList();
          if (!letters.isEmpty()) {
            visitor.visit(letters);
          }
        },
        progress);
  }

  /** The part of the topic that a filter's beginning leaves, as the topic is now. */
  private TopicSlice since(LetterFilter filter) {
    List<TopicPartition> partitions = reader.partitions();
    Map<TopicPartition, Long> ends = reader.ends(partitions);
    Map<TopicPartition, Long> starts = new HashMap<>(reader.beginnings(partitions));
    if (filter.since() != null) {
      Map<TopicPartition, Long> found = reader.firstSince(filter.since(), partitions);
      starts.replaceAll((partition, start) -> found.getOrDefault(partition, ends.get(partition)));
    }
    return new TopicSlice(starts, ends);
  }

  /**
   * Leaves out what was written behind a time, where it is too much to be read. One letter with a
   * wrong time far ahead would hide all behind it: so where it can be read, it is.
   */
  private Map<TopicPartition, Long> skipBehind(Instant time, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> kept = new HashMap<>(ends);
    reader
        .firstSince(time, ends.keySet())
        .forEach(
            (partition, offset) -> {
              if (ends.get(partition) - offset > bounds.letters()) {
                kept.put(partition, offset);
              }
            });
    return kept;
  }

  @Override
  public void close() {
    reader.close();
  }
}
