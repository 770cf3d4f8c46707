package io.vectorstream.pipeline.kafka;

import io.vectorstream.pipeline.UserMistakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka about topics. Every question is bounded by 20 seconds. */
public final class KafkaTopics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final Admin admin;

  /**
   * Connects to brokers.
   *
   * @throws UserMistakeException if the addresses make no sense
   */
  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    int timeoutMillis = Math.toIntExact(TIMEOUT.toMillis());
    try {
      this.admin =
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis));
    } catch (KafkaException e) {
      throw new UserMistakeException(
          "--bootstrapServers has to be host:port, or several separated by commas, it is \""
              + bootstrapServers
              + "\"",
          e);
    }
  }

  /**
   * Waits until a topic exists, and says so while it does not.
   *
   * @return the number of its partitions
   */
  public int await(String topic) throws InterruptedException {
    boolean said = false;
    while (true) {
      OptionalInt partitions = partitions(topic);
      if (partitions.isPresent()) {
        return partitions.getAsInt();
      }
      if (!said) {
        LOG.warn("The topic {} does not exist yet: waiting until somebody creates it", topic);
        said = true;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
    }
  }

  /** How many partitions a topic has now; nothing if it does not exist. */
  OptionalInt partitions(String topic) throws InterruptedException {
    return describe(topic).stream()
        .mapToInt(description -> description.partitions().size())
        .findFirst();
  }

  /** Creates a topic, with the brokers' default replication, if it does not exist. */
  public void createIfMissing(String topic, int partitions) throws InterruptedException {
    if (describe(topic).isPresent()) {
      return;
    }
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new UserMistakeException(
            "The topic " + topic + " cannot be created: " + e.getCause().getMessage(), e);
      }
    }
  }

  /**
   * Lets a consumer group go on from given offsets.
   *
   * @throws UserMistakeException if somebody is reading with this group now
   */
  public void setGroupOffsets(String groupId, Map<TopicPartition, Long> offsets)
      throws InterruptedException {
    try {
      new ConsumerGroup(admin, groupId).commit(offsets);
    } catch (ExecutionException e) {
      throw new UserMistakeException(
          "The consumer group "
              + groupId
              + " cannot be moved to where reading starts, choose another --groupId: "
              + e.getCause().getMessage(),
          e);
    }
  }

  /**
   * The offset of each partition's first event from a position on; the end where there is none.
   *
   * @param groupId whose committed offsets count, if the position says so
   */
  public Map<TopicPartition, Long> startOffsets(String topic, StartPosition start, String groupId)
      throws InterruptedException {
    Map<TopicPartition, Long> ends = endOffsets(topic);
    Map<TopicPartition, Long> starts = offsets(ends.keySet(), start.offsetSpec());
    starts.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
    if (start.committed()) {
      Map<TopicPartition, Long> begins = Map.copyOf(starts);
      committed(topic, groupId)
          .forEach(
              (partition, offset) ->
                  starts.computeIfPresent(
                      partition,
                      (same, begin) ->
                          within(partition, begins.get(partition), offset, ends.get(partition))));
    }
    return starts;
  }

  private Map<TopicPartition, Long> committed(String topic, String groupId)
      throws InterruptedException {
    try {
      return new ConsumerGroup(admin, groupId).committed(topic);
    } catch (ExecutionException e) {
      throw new UserMistakeException(
          "The offsets of the consumer group "
              + groupId
              + " cannot be read: "
              + e.getCause().getMessage(),
          e);
    }
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
          "{}: the committed offset {} is beyond the end, {}: the topic is another one by now, and"
              + " is read from its beginning",
          partition,
          committed,
          end);
      return begin;
    }
    return committed;
  }

  /** The offset behind each partition's last event. */
  public Map<TopicPartition, Long> endOffsets(String topic) throws InterruptedException {
    List<TopicPartition> partitions =
        describe(topic).orElseThrow().partitions().stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    return offsets(partitions, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(
      Iterable<TopicPartition> partitions, OffsetSpec position) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, position));
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        ask(admin.listOffsets(question).all()).orElseThrow();
    return answer.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Optional<TopicDescription> describe(String topic) throws InterruptedException {
    return ask(admin.describeTopics(List.of(topic)).allTopicNames())
        .map(descriptions -> descriptions.get(topic));
  }

  /** The answer, or nothing if the topic does not exist. */
  private <T> Optional<T> ask(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new UserMistakeException(
          "Kafka cannot be reached at " + bootstrapServers + ": " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
