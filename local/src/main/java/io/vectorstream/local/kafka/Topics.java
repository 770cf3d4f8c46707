package io.vectorstream.local.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
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
      try {
        admin.createTopics(List.of(new NewTopic(name, partitions, REPLICATION))).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
      awaitLeaders(admin, name);
    } catch (ExecutionException e) {
      throw new EmbeddedKafkaException(
          "The topic " + name + " cannot be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedKafkaException("Interrupted while creating the topic " + name, e);
    }
  }

  /** The controller answers a moment before the broker knows: a client could still miss it. */
  private static void awaitLeaders(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    while (!hasLeaders(admin, name)) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new EmbeddedKafkaException(
            "The topic " + name + " was created but got no leader within 30 seconds");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean hasLeaders(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    try {
      Map<String, TopicDescription> topics =
          admin.describeTopics(List.of(name)).allTopicNames().get();
      return topics.get(name).partitions().stream().allMatch(Topics::hasLeader);
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
