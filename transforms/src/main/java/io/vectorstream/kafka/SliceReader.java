package io.vectorstream.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads parts of one topic, without a trace: no offset is committed and no topic created. What a
 * transaction has aborted is not read, and a part ends before what a transaction has yet to commit.
 *
 * <p>Used by one thread. Whatever keeps Kafka from answering within 20 seconds is a {@link
 * org.apache.kafka.common.KafkaException}.
 */
public final class SliceReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * A reader, which asks Kafka nothing yet.
   *
   * @param settings what else the consumer is to be told, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   * @throws KafkaPropertiesException if the properties file cannot be read
   */
  public SliceReader(KafkaConnection connection, String topic, Map<String, ?> settings) {
    this.topic = topic;
    Map<String, Object> complete = new HashMap<>(settings);
    complete.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    complete.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    complete.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    // Where the beginning of a part expires while it is read, what is left of it is read.
    complete.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    complete.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    consumer = connection.consumer(complete);
  }

  /** Gets the records of a part of a topic in chunks. */
  public interface ChunkVisitor {
    /**
     * Takes some records. Those of a partition come in order.
     *
     * @param chunk at most as many as the consumer gives at a time
     */
    void visit(List<ConsumerRecord<byte[], byte[]>> chunk) throws InterruptedException;
  }

  /** The topic's name. */
  public String topic() {
    return topic;
  }

  /** The topic's partitions; none if it does not exist. */
  public List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** The offset of each partition's first record. */
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /** The offset behind each partition's last record. */
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /** The offset of each partition's first record of that time or later, if it has one. */
  public Map<TopicPartition, Long> firstSince(Instant time, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> question = new HashMap<>();
    // Kafka is not asked for times before 1970, when no record was written.
    long millis = Math.max(0, time.toEpochMilli());
    partitions.forEach(partition -> question.put(partition, millis));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(question).entrySet()) {
      if (found.getValue() != null) {
        offsets.put(found.getKey(), found.getValue().offset());
      }
    }
    return offsets;
  }

  /** What the reader's consumer group has committed in each partition, if it has. */
  public Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        new HashMap<>(consumer.committed(Set.copyOf(partitions)));
    offsets.values().removeIf(Objects::isNull);
    return offsets;
  }

  /**
   * Reads a part of the topic.
   *
   * @param progress told after each chunk how many of the part's offsets are behind it
   */
  public void read(TopicSlice part, ChunkVisitor visitor, LongConsumer progress)
      throws InterruptedException {
    Map<TopicPartition, Long> open = new HashMap<>(part.ends());
    open.entrySet().removeIf(end -> part.starts().get(end.getKey()) >= end.getValue());
    consumer.assign(open.keySet());
    consumer.resume(open.keySet());
    open.keySet().forEach(partition -> consumer.seek(partition, part.starts().get(partition)));
    long total = part.size();
    long left = total;
    long lastMove = System.nanoTime();
    while (!open.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> chunk = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
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
        throw new TimeoutException(
            "nothing of the topic " + topic + " came for " + PATIENCE.toSeconds() + " seconds");
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
      long position = consumer.position(end.getKey());
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

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(1));
  }
}
