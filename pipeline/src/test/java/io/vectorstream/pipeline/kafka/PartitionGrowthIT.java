package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartitionGrowthIT {

  @TempDir Path folder;

  @Test
  void saysOnceThatATopicHasGrown() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        LogLines log = LogLines.of(PartitionGrowth.class)) {
      kafka.createTopic("growing", 2);
      Map<String, Object> settings =
          Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
      try (Admin admin = Admin.create(settings);
          PartitionGrowth growth =
              PartitionGrowth.watch(
                  kafka.bootstrapServers(), "growing", 2, Duration.ofMillis(20))) {
        growth.look();
        assertThat(growth.hasGrown()).isFalse();
        admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(5))).all().get();
        Instant limit = Instant.now().plus(Duration.ofSeconds(30));
        while (!growth.hasGrown() && Instant.now().isBefore(limit)) {
          Thread.onSpinWait();
        }

        assertThat(log.lines())
            .containsExactly("WARN The topic growing has 5 partitions by now and had 2");
      }
    }
  }
}
