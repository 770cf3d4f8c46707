package io.vectorstream.pipeline.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

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

  /** An offset to go on from, and the {@link OffsetMetadata} that {@link #commit} wrote. */
  record Committed(long offset, String metadata) {

    /** Whether it was committed for another topic of the same name. */
    boolean isOfAnother(Uuid topicId) {
      return OffsetMetadata.isOfAnother(metadata, topicId);
    }
  }

  /** The offset to go on from, for each partition of some topics that the group has one of. */
  Map<TopicPartition, Committed> committed(Set<String> topics)
      throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(groupId)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> topics.contains(entry.getKey().topic()) && entry.getValue() != null)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new Committed(entry.getValue().offset(), entry.getValue().metadata())));
  }

  /**
   * Lets the group go on from given offsets.
   *
   * @param topicIds by topic, the id that the offsets belong to
   */
  void commit(Map<TopicPartition, Long> offsets, Map<String, Uuid> topicIds)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            positions.put(
                partition,
                new OffsetAndMetadata(offset, OffsetMetadata.of(topicIds.get(partition.topic())))));
    admin.alterConsumerGroupOffsets(groupId, positions).all().get();
  }
}
