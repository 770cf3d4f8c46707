package io.vectorstream.local.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics. */
final class Topics {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_MILLIS = 10;
  private static final short REPLICATION = 1;

  private Topics() {}

  static void create(Admin admin, String name, int partitions) {
    try {
      awaitLeaders(admin, name, idOfNew(admin, name, partitions));
    } catch (ExecutionException e) {
      throw new EmbeddedKafkaException(
          "The topic " + name + " cannot be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedKafkaException("Interrupted while creating the topic " + name, e);
    }
  }

  /** The id of the topic that was created; nothing if there was one of this name. */
  private static Optional<Uuid> idOfNew(Admin admin, String name, int partitions)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.of(
          admin
              .createTopics(List.of(new NewTopic(name, partitions, REPLICATION)))
              .topicId(name)
              .get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The controller answers a moment before the broker knows: a client could still miss the topic,
   * or write to one of this name that was deleted before.
   */
  private static void awaitLeaders(Admin admin, String name, Optional<Uuid> id)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    while (!hasLeaders(admin, name, id)) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new EmbeddedKafkaException(
            "The topic " + name + " was created but got no leader within 30 seconds");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean hasLeaders(Admin admin, String name, Optional<Uuid> id)
      throws ExecutionException, InterruptedException {
    try {
      TopicDescription topic = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      return id.map(topic.topicId()::equals).orElse(true)
          && topic.partitions().stream().allMatch(Topics::hasLeader);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }
}
