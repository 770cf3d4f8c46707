package io.vectorstream.pipeline.serving;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.serve.PartCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka where the partitions end that a run reads, which shows that Kafka answers. */
final class KafkaCheck implements PartCheck {

  private final KafkaConnection kafka;
  private final Supplier<Set<TopicPartition>> partitions;
  private volatile Map<TopicPartition, Long> ends = Map.of();
  private @Nullable Admin admin;

  KafkaCheck(KafkaConnection kafka, Supplier<Set<TopicPartition>> partitions) {
    this.kafka = kafka;
    this.partitions = partitions;
  }

  /** By partition, the offset behind its last record, as far as Kafka was asked already. */
  Map<TopicPartition, Long> ends() {
    return ends;
  }

  @Override
  public String part() {
    return "kafka";
  }

  @Override
  public void run(Duration limit) throws Exception {
    if (admin == null) {
      int millis = (int) limit.toMillis();
      admin =
          kafka.admin(
              Map.of(
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis));
    }
    Set<TopicPartition> wanted = partitions.get();
    if (wanted.isEmpty()) {
      admin.describeCluster().clusterId().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    wanted.forEach(partition -> question.put(partition, OffsetSpec.latest()));
    ListOffsetsResult answer =
        admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> found = new HashMap<>();
    answer
        .all()
        .get(limit.toMillis(), TimeUnit.MILLISECONDS)
        .forEach((partition, end) -> found.put(partition, end.offset()));
    ends = Map.copyOf(found);
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
