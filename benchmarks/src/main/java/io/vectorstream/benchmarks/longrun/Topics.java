package io.vectorstream.benchmarks.longrun;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Topics of a broker. */
final class Topics {

  private static final String COMMITS = "__consumer_offsets";

  private Topics() {}

  static void create(String bootstrapServers, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(bootstrapServers)) {
      NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(created)).all().get();
    }
  }

  /** How many records consumer groups have written so far: a commit writes one a partition. */
  static long commits(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin = admin(bootstrapServers)) {
      TopicDescription topic =
          admin.describeTopics(List.of(COMMITS)).allTopicNames().get().get(COMMITS);
      Map<TopicPartition, OffsetSpec> ends =
          topic.partitions().stream()
              .map(TopicPartitionInfo::partition)
              .collect(
                  Collectors.toMap(
                      partition -> new TopicPartition(COMMITS, partition),
                      partition -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }
}
