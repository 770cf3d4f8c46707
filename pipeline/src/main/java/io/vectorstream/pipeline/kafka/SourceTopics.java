package io.vectorstream.pipeline.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that a run reads, as they are at one moment.
 *
 * @param ids by name, the id that tells a topic from a later one of the same name
 * @param partitions those of all of them
 */
public record SourceTopics(Map<String, Uuid> ids, List<TopicPartition> partitions) {

  /** Those of some topics that exist now. */
  static SourceTopics find(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    List<TopicDescription> found = new ArrayList<>();
    for (KafkaFuture<TopicDescription> answer :
        admin.describeTopics(names).topicNameValues().values()) {
      try {
        found.add(answer.get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return of(found);
  }

  private static SourceTopics of(Collection<TopicDescription> topics) {
    Map<String, Uuid> ids = new HashMap<>();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : topics) {
      ids.put(topic.name(), topic.topicId());
      topic
          .partitions()
          .forEach(
              partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
    }
    return new SourceTopics(Map.copyOf(ids), List.copyOf(partitions));
  }

  /**
   * By name, a number that is greater for a topic that this process came to know later: of two of
   * the same name, for the one that was made later.
   */
  public Map<String, Long> generations() {
    return ids.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, topic -> TopicGenerations.of(topic.getValue())));
  }

  /** Whether a topic is there. */
  boolean has(String topic) {
    return ids.containsKey(topic);
  }

  /** Whether a topic of this name is there, and the same one as another time. */
  boolean hasSame(String topic, SourceTopics then) {
    return has(topic) && ids.get(topic).equals(then.ids.get(topic));
  }

  /** How many partitions a topic has. */
  public int partitionsOf(String topic) {
    return Math.toIntExact(
        partitions.stream().filter(partition -> partition.topic().equals(topic)).count());
  }
}
