package io.vectorstream.chaos.walk;

import io.vectorstream.chaos.TopicEnds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has got in some topics. */
final class TopicProgress implements AutoCloseable {

  private final List<TopicEnds> topics;
  private final String groupId;

  TopicProgress(String bootstrapServers, List<String> topics, String groupId) {
    this.topics = topics.stream().map(topic -> new TopicEnds(bootstrapServers, topic)).toList();
    this.groupId = groupId;
  }

  /** Where all partitions end. */
  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    topics.forEach(topic -> ends.putAll(topic.ends()));
    return ends;
  }

  /** What the group has committed. */
  Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    topics.forEach(topic -> committed.putAll(topic.committed(groupId)));
    return committed;
  }

  /** What the group has not committed of what lies before these ends, by partition. */
  Map<String, String> missing(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> committed = committed();
    Map<String, String> missing = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          long offset = committed.getOrDefault(partition, 0L);
          if (offset < end) {
            missing.put(partition.toString(), offset + " of " + end);
          }
        });
    return missing;
  }

  @Override
  public void close() {
    topics.forEach(TopicEnds::close);
  }
}
