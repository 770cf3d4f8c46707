package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicWatchIT {

  private static final Duration INTERVAL = Duration.ofMillis(20);

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static Admin admin;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(folder);
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
  }

  @AfterAll
  static void stopKafka() {
    admin.close();
    kafka.close();
  }

  @Test
  void saysOnceThatATopicHasGrown() throws Exception {
    assertThat(
            linesAbout(
                "growing",
                () ->
                    admin
                        .createPartitions(Map.of("growing", NewPartitions.increaseTo(5)))
                        .all()
                        .get()))
        .containsExactly("WARN The topic growing has 5 partitions by now and had 2");
  }

  @Test
  void saysOnceThatATopicIsGone() throws Exception {
    assertThat(linesAbout("going", () -> admin.deleteTopics(List.of("going")).all().get()))
        .containsExactly("WARN The topic going was deleted");
  }

  @Test
  void seesThatATopicIsAnotherOne() throws Exception {
    kafka.createTopic("again", 2);
    SourceTopics before = SourceTopics.find(admin, List.of("again"));
    admin.deleteTopics(List.of("again")).all().get();
    kafka.createTopic("again", 2);
    try (LogLines log = LogLines.of(TopicWatch.class);
        TopicWatch watch =
            TopicWatch.start(KafkaConnection.of(kafka.bootstrapServers()), before, INTERVAL)) {
      // A broker may answer about a topic that was just made as if there were none.
      Instant limit = Instant.now().plusSeconds(30);
      while (!watch.hasSeenChange() && Instant.now().isBefore(limit)) {
        watch.look();
      }

      assertThat(watch.hasSeenChange()).isTrue();
      assertThat(log.lines()).containsExactly("WARN The topic again was deleted and made again");
    }
  }

  @FunctionalInterface
  private interface Change {
    void make() throws Exception;
  }

  private static List<String> linesAbout(String topic, Change change) throws Exception {
    kafka.createTopic(topic, 2);
    SourceTopics before = SourceTopics.find(admin, List.of(topic));
    try (LogLines log = LogLines.of(TopicWatch.class);
        TopicWatch watch =
            TopicWatch.start(KafkaConnection.of(kafka.bootstrapServers()), before, INTERVAL)) {
      watch.look();
      assertThat(watch.hasSeenChange()).isFalse();
      change.make();
      Instant limit = Instant.now().plus(Duration.ofSeconds(30));
      while (!watch.hasSeenChange() && Instant.now().isBefore(limit)) {
        LockSupport.parkNanos(20_000_000);
      }
      return List.copyOf(log.lines());
    }
  }
}
