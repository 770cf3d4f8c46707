package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import io.vectorstream.pipeline.kafka.OffsetMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of one topic between bounds of the command line. Used by one thread. Whatever keeps
 * Kafka from answering is a {@link UserMistakeException}.
 */
final class TopicReader implements AutoCloseable {

  /** How many records are looked at together at most. */
  static final int CHUNK_SIZE = 2_000;

  private final KafkaConnection connection;
  private final SliceReader slices;

  /**
   * Connects to Kafka.
   *
   * @param groupId whose committed offsets can be asked for, or null
   */
  TopicReader(KafkaConnection connection, String topic, @Nullable String groupId) {
    this.connection = connection;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHUNK_SIZE);
    if (groupId != null) {
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    }
    try {
      slices = new SliceReader(connection, topic, settings);
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
    return slices.topic();
  }

  /** The topic's partitions; none if it does not exist. */
  List<TopicPartition> partitions() {
    return ask(slices::partitions);
  }

  /** The part of the topic between two bounds as they are now. */
  TopicSlice range(RangeBound from, RangeBound to) {
    return ask(
        () -> {
          List<TopicPartition> partitions = slices.partitions();
          Map<TopicPartition, Long> ends = slices.ends(partitions);
          return new TopicSlice(offsets(from, partitions, ends), offsets(to, partitions, ends));
        });
  }

  private Map<TopicPartition, Long> offsets(
      RangeBound bound, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return switch (bound.kind()) {
      case EARLIEST -> slices.beginnings(partitions);
      case LATEST -> ends;
      case COMMITTED -> committed(partitions);
      case TIME -> {
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        offsets.putAll(slices.firstSince(bound.time(), partitions));
        yield offsets;
      }
    };
  }

  private Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
    // Of a partition without a committed offset nothing is finished.
    Map<TopicPartition, Long> offsets = new HashMap<>(slices.beginnings(partitions));
    Uuid topicId = topicId();
    slices
        .committed(partitions)
        .forEach(
            (partition, committed) -> {
              if (!OffsetMetadata.isOfAnother(committed.metadata(), topicId)) {
                offsets.put(partition, committed.offset());
              }
            });
    return offsets;
  }

  private Uuid topicId() {
    try (Admin admin = connection.admin(Map.of())) {
      return admin.describeTopics(List.of(topic())).topicNameValues().get(topic()).get().topicId();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Reads a part of the topic.
   *
   * @param progress told after each chunk how many of the range's offsets are behind it
   */
  void read(TopicSlice range, SliceReader.ChunkVisitor visitor, LongConsumer progress)
      throws InterruptedException {
    try {
      slices.read(range, visitor, progress);
    } catch (KafkaException e) {
      throw mistake(e);
    }
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw mistake(e);
    }
  }

  private UserMistakeException mistake(KafkaException e) {
    return new UserMistakeException(KafkaFailure.describe(connection, List.of(topic()), e), e);
  }

  @Override
  public void close() {
    slices.close();
  }
}
