package io.vectorstream.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic for a stream that is measured. */
public final class StreamTopic {

  private StreamTopic() {}

  /** Creates it, and returns when it is there. */
  public static void create(String bootstrapServers, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(created)).all().get();
    }
  }
}
