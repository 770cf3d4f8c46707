package io.vectorstream.benchmarks.longrun;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What consumer groups write. */
final class Commits {

  private static final String TOPIC = "__consumer_offsets";

  private Commits() {}

  /** How many records consumer groups have written so far: a commit writes one a partition. */
  static long count(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      TopicDescription topic =
          admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC);
      Map<TopicPartition, OffsetSpec> ends =
          topic.partitions().stream()
              .map(TopicPartitionInfo::partition)
              .collect(
                  Collectors.toMap(
                      partition -> new TopicPartition(TOPIC, partition),
                      partition -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }
}
