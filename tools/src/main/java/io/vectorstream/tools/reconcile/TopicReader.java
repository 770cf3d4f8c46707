package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of one topic, without a trace: no offset is committed and no topic created. Used by
 * one thread. What Kafka does not answer within 20 seconds is a {@link UserMistakeException}.
 */
final class TopicReader implements AutoCloseable {

  /** How many records are looked at together at most. */
  static final int CHUNK_SIZE = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * Connects to Kafka.
   *
   * @param groupId whose committed offsets can be asked for, or null
   */
  TopicReader(KafkaConnection connection, String topic, @Nullable String groupId) {
    this.connection = connection;
    this.topic = topic;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // As the pipeline does: what a transaction has aborted was never sent.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    // Where the beginning of a range expires while it is read, what is left of it is read.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHUNK_SIZE);
    settings.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    if (groupId != null) {
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    }
    try {
      consumer = connection.consumer(settings);
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describeSettings(connection, e), e);
    }
  }

  /**
   * Opens a topic that has to exist, and the caller closes it.
   *
   * @param flag names the topic
   * @throws UserMistakeException if there is no such topic, or no Kafka
   */
  static TopicReader open(KafkaConnection connection, String flag, String topic, String groupId) {
    TopicReader reader = new TopicReader(connection, topic, groupId);
    try {
      if (reader.partitions().isEmpty()) {
        throw new UserMistakeException(
            "%s: there is no topic %s at %s".formatted(flag, topic, connection.bootstrapServers()));
      }
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  String topic() {
    return topic;
  }

  /** Gets the records of a part of a topic in chunks. */
  interface ChunkVisitor {
    /**
     * Takes some records. Those of a partition come in order.
     *
     * @param chunk at most {@link #CHUNK_SIZE}
     */
    void visit(List<ConsumerRecord<byte[], byte[]>> chunk) throws InterruptedException;
  }

  /** The topic's partitions; none if it does not exist. */
  List<TopicPartition> partitions() {
    return ask(
        () ->
            consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList());
  }

  /** The part of the topic between two bounds as they are now. */
  TopicSlice range(RangeBound from, RangeBound to) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = ask(() -> consumer.endOffsets(partitions));
    return new TopicSlice(offsets(from, partitions, ends), offsets(to, partitions, ends));
  }

  private Map<TopicPartition, Long> offsets(
      RangeBound bound, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return switch (bound.kind()) {
      case EARLIEST -> ask(() -> consumer.beginningOffsets(partitions));
      case LATEST -> ends;
      case COMMITTED -> committed(partitions);
      case TIME -> {
        Map<TopicPartition, Long> question = new HashMap<>();
        // Kafka is not asked for times before 1970, when no record was written.
        long millis = Math.max(0, bound.time().toEpochMilli());
        partitions.forEach(partition -> question.put(partition, millis));
        Map<TopicPartition, OffsetAndTimestamp> answer =
            ask(() -> consumer.offsetsForTimes(question));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        answer.forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
        yield offsets;
      }
    };
  }

  private Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> answer =
        ask(() -> consumer.committed(Set.copyOf(partitions)));
    // Of a partition without a committed offset nothing is finished.
    Map<TopicPartition, Long> offsets =
        new HashMap<>(ask(() -> consumer.beginningOffsets(partitions)));
    answer.forEach(
        (partition, committed) -> {
          if (committed != null) {
            offsets.put(partition, committed.offset());
          }
        });
    return offsets;
  }

  /**
   * Reads a part of the topic.
   *
   * @param progress told after each chunk how many of the range's offsets are behind it
   */
  void read(TopicSlice range, ChunkVisitor visitor, LongConsumer progress)
      throws InterruptedException {
    Map<TopicPartition, Long> open = new HashMap<>(range.ends());
    open.entrySet().removeIf(end -> range.starts().get(end.getKey()) >= end.getValue());
    ask(
        () -> {
          consumer.assign(open.keySet());
          consumer.resume(open.keySet());
          open.keySet()
              .forEach(partition -> consumer.seek(partition, range.starts().get(partition)));
          return null;
        });
    long total = range.size();
    long left = total;
    long lastMove = System.nanoTime();
    while (!open.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> chunk = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : ask(() -> consumer.poll(POLL))) {
        Long end = open.get(new TopicPartition(topic, record.partition()));
        if (end != null && record.offset() < end) {
          chunk.add(record);
        }
      }
      if (!chunk.isEmpty()) {
        visitor.visit(chunk);
      }
      long now = closeFinished(open);
      if (now < left || !chunk.isEmpty()) {
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
        throw new UserMistakeException(
            "Kafka at %s has sent nothing of topic %s for %s seconds"
                .formatted(connection.bootstrapServers(), topic, PATIENCE.toSeconds()));
      }
      left = now;
      progress.accept(total - left);
    }
  }

  /** Stops reading the partitions that are at their end, and returns how many offsets are left. */
  private long closeFinished(Map<TopicPartition, Long> open) {
    long left = 0;
    List<TopicPartition> finished = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> end : open.entrySet()) {
      // The position also passes over offsets without a record, such as a transaction's marks.
      long position = ask(() -> consumer.position(end.getKey()));
      if (position >= end.getValue()) {
        finished.add(end.getKey());
      } else {
        left += end.getValue() - position;
      }
    }
    finished.forEach(open::remove);
    consumer.pause(finished);
    return left;
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describe(connection, List.of(topic), e), e);
    }
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
