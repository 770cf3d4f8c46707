package io.vectorstream.pipeline.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a consumer group. Its readers assign themselves partitions, so that the group has
 * no members and its offsets may be set from outside.
 */
final class ConsumerGroup {

  private final Admin admin;
  private final String groupId;

  ConsumerGroup(Admin admin, String groupId) {
    this.admin = admin;
    this.groupId = groupId;
  }

  /** The offset to go on from, for each partition of a topic that the group has one of. */
  Map<TopicPartition, Long> committed(String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(groupId)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** Lets the group go on from given offsets. */
  void commit(Map<TopicPartition, Long> offsets) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
    admin.alterConsumerGroupOffsets(groupId, positions).all().get();
  }
}
