package io.vectorstream.pipeline.kafka;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.KafkaPropertiesException;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.ConsumerGroup.Committed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka about topics. Every question is bounded by 20 seconds. */
public final class KafkaTopics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final KafkaConnection connection;
  private final Admin admin;

  /**
   * Connects to brokers.
   *
   * @throws UserMistakeException if the addresses or the properties make no sense
   */
  public KafkaTopics(KafkaConnection connection) {
    this.connection = connection;
    int timeoutMillis = Math.toIntExact(TIMEOUT.toMillis());
    try {
      this.admin =
          connection.admin(
              Map.of(
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis));
    } catch (KafkaPropertiesException e) {
      throw new UserMistakeException("--kafkaProperties: " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describeSettings(connection, e), e);
    }
  }

  /**
   * Waits until topics exist, and says which one does not.
   *
   * @param givingUp ends the wait when it is true
   * @return the topics as they are; nothing if the wait was given up
   */
  public Optional<SourceTopics> await(Collection<String> topics, BooleanSupplier givingUp)
      throws InterruptedException {
    Set<String> said = new HashSet<>();
    while (!givingUp.getAsBoolean()) {
      SourceTopics found = find(topics);
      List<String> missing = topics.stream().filter(topic -> !found.has(topic)).toList();
      if (missing.isEmpty()) {
        return Optional.of(found);
      }
      missing.stream()
          .filter(said::add)
          .forEach(
              topic ->
                  LOG.warn(
                      "The topic {} does not exist yet: waiting until somebody creates it", topic));
      TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
    }
    return Optional.empty();
  }

  /** Those of some topics that exist now. */
  SourceTopics find(Collection<String> topics) throws InterruptedException {
    try {
      return SourceTopics.find(admin, topics);
    } catch (ExecutionException e) {
      throw new UserMistakeException(reason(e, topics), e);
    }
  }

  /** Creates a topic, with the brokers' default replication, if it does not exist. */
  public void createIfMissing(String topic, int partitions) throws InterruptedException {
    if (find(List.of(topic)).has(topic)) {
      return;
    }
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new UserMistakeException(
            "The topic " + topic + " cannot be created: " + reason(e, List.of(topic)), e);
      }
    }
  }

  /**
   * Checks that records may be written to a topic. Where Kafka does not say, they may.
   *
   * @throws UserMistakeException if an ACL forbids it
   */
  public void requireWritable(String topic) throws InterruptedException {
    try {
      Set<AclOperation> permitted =
          admin
              .describeTopics(
                  List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues()
              .get(topic)
              .get()
              .authorizedOperations();
      // Who may do nothing at all is not told of the topic: so this is a broker that does not say.
      if (permitted != null && !permitted.isEmpty() && !permitted.contains(AclOperation.WRITE)) {
        throw new UserMistakeException(KafkaFailure.describeReadOnly(connection, topic));
      }
    } catch (ExecutionException e) {
      // A broker may not know yet of a topic that has just been created.
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new UserMistakeException(reason(e, List.of(topic)), e);
      }
    }
  }

  /**
   * Lets a consumer group go on from given offsets.
   *
   * @param topics those that the offsets belong to
   * @throws UserMistakeException if somebody is reading with this group now
   */
  public void setGroupOffsets(
      String groupId, Map<TopicPartition, Long> offsets, SourceTopics topics)
      throws InterruptedException {
    try {
      new ConsumerGroup(admin, groupId).commit(offsets, topics.ids());
    } catch (ExecutionException e) {
      throw new UserMistakeException(
          "The consumer group "
              + groupId
              + " cannot be moved to where reading starts, choose another --groupId: "
              + reason(e, topics.ids().keySet()),
          e);
    }
  }

  /**
   * The offset of each partition's first event from a position on; the end where there is none.
   *
   * @param groupId whose committed offsets count, if the position says so
   * @throws TopicIsGoneException if one of the topics is not there any more
   */
  public Map<TopicPartition, Long> startOffsets(
      SourceTopics topics, StartPosition start, String groupId) throws InterruptedException {
    Map<TopicPartition, Long> ends = endOffsets(topics);
    Map<TopicPartition, Long> starts = offsets(topics, start.offsetSpec());
    starts.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
    if (start.committed()) {
      committed(topics, groupId)
          .forEach(
              (partition, committed) ->
                  starts.computeIfPresent(
                      partition,
                      (same, begin) ->
                          committed.isOfAnother(topics.ids().get(partition.topic()))
                              ? ofAnotherTopic(partition, begin)
                              : within(partition, begin, committed.offset(), ends.get(partition))));
    }
    return starts;
  }

  private Map<TopicPartition, Committed> committed(SourceTopics topics, String groupId)
      throws InterruptedException {
    try {
      return new ConsumerGroup(admin, groupId).committed(topics.ids().keySet());
    } catch (ExecutionException e) {
      throw new UserMistakeException(
          "The offsets of the consumer group "
              + groupId
              + " cannot be read: "
              + reason(e, topics.ids().keySet()),
          e);
    }
  }

  private static long ofAnotherTopic(TopicPartition partition, long begin) {
    LOG.warn(
        "{}: the topic was deleted and made again since an offset was committed, and is read from"
            + " its beginning",
        partition);
    return begin;
  }

  /** A committed offset, or where the partition begins if there is nothing at that offset. */
  private static long within(TopicPartition partition, long begin, long committed, long end) {
    if (committed < begin) {
      LOG.warn(
          "{}: Kafka has deleted {} offsets before they were read", partition, begin - committed);
      return begin;
    }
    if (committed > end) {
      LOG.warn(
          "{}: the committed offset {} is beyond the end, {}: the partition has lost records or the"
              + " topic is another one, and is read from its beginning",
          partition,
          committed,
          end);
      return begin;
    }
    return committed;
  }

  /**
   * The offset behind each partition's last event; one in an open transaction does not count.
   *
   * @throws TopicIsGoneException if one of the topics is not there any more
   */
  public Map<TopicPartition, Long> endOffsets(SourceTopics topics) throws InterruptedException {
    return offsets(topics, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(SourceTopics topics, OffsetSpec position)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    topics.partitions().forEach(partition -> question.put(partition, position));
    try {
      return admin
          .listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new TopicIsGoneException(e);
      }
      throw new UserMistakeException(reason(e, topics.ids().keySet()), e);
    }
  }

  private String reason(ExecutionException e, Collection<String> topics) {
    return KafkaFailure.describe(connection, topics, e.getCause());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
