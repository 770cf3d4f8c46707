package io.vectorstream.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final byte[] BYTES = {0, (byte) 0xC3, '(', -1, '\n'};

  @TempDir Path folder;

  @Test
  void bytesComeBackAsTheyWereAndEmptyAndNullAreTwoThings() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      kafka.createTopic("events", 1);

      TestClients.produce(kafka, "events", BYTES, new byte[0], null);

      assertThat(TestClients.consume(kafka, "events", 3)).containsExactly(BYTES, new byte[0], null);
    }
  }

  @Test
  void onlyTheLoopbackAddressIsServed() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(kafka.bootstrapServers()).matches("127\\.0\\.0\\.1:[1-9][0-9]*");
      try (Admin admin = TestClients.admin(kafka)) {
        assertThat(admin.describeCluster().nodes().get())
            .singleElement()
            .satisfies(node -> assertThat(node.host()).isEqualTo("127.0.0.1"));
      }
    }
  }

  @Test
  void aRestartKeepsRecordsTopicsOffsetsAndTheCluster() throws Exception {
    String clusterId;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      clusterId = kafka.clusterId();
      kafka.createTopic("events", 1);
      TestClients.produce(kafka, "events", BYTES, BYTES);
      assertThat(TestClients.consumeInGroup(kafka, "events", "group", 1)).hasSize(1);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(kafka.clusterId()).isEqualTo(clusterId);
      assertThat(TestClients.consume(kafka, "events", 2)).containsExactly(BYTES, BYTES);
      TestClients.produce(kafka, "events", new byte[] {7});
      assertThat(TestClients.consumeInGroup(kafka, "events", "group", 2))
          .containsExactly(BYTES, new byte[] {7});
    }
  }

  @Test
  void creatingATopicTwiceLeavesItAsItIs() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        Admin admin = TestClients.admin(kafka)) {
      kafka.createTopic("events", 3);
      TestClients.produce(kafka, "events", BYTES);
      kafka.createTopic("events", 3);
      kafka.createTopic("events", 5);

      assertThat(admin.describeTopics(List.of("events")).allTopicNames().get().get("events"))
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
      assertThat(TestClients.consume(kafka, "events", 1)).containsExactly(BYTES);
    }
  }

  @Test
  void aTopicThatKafkaRefusesIsNamed() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThatThrownBy(() -> kafka.createTopic("no topic", 1))
          .isInstanceOf(EmbeddedKafkaException.class)
          .hasMessageStartingWith("The topic no topic cannot be created: ");
    }
  }

  @Test
  void aTopicIsNotCreatedByWritingToIt() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThatThrownBy(() -> TestClients.produce(kafka, "missing", BYTES))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void aPortInUseIsNamedAndTheFolderStaysFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()))
          .isInstanceOf(EmbeddedKafkaException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is in use: free it or name another", taken.getLocalPort());
    }
    EmbeddedKafka.start(folder).close();
  }

  @Test
  void aGivenPortIsUsedAgainAfterARestart() throws Exception {
    String address;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      address = kafka.bootstrapServers();
    }
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
    }
  }

  @Test
  void aFolderInUseIsNamed() {
    try (EmbeddedKafka first = EmbeddedKafka.start(folder)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder))
          .isInstanceOf(EmbeddedKafkaException.class)
          .hasMessage(
              "The folder %s is in use by another embedded Kafka: stop it or name another", folder);
      assertThat(first.bootstrapServers()).isNotEmpty();
    }
  }

  @Test
  void twoBrokersServeSideBySide() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(folder.resolve("first"))) {
      first.createTopic("events", 1);
      try (EmbeddedKafka second = EmbeddedKafka.start(folder.resolve("second"))) {
        second.createTopic("events", 1);
        TestClients.produce(first, "events", new byte[] {1});
        TestClients.produce(second, "events", new byte[] {2});

        assertThat(first.clusterId()).isNotEqualTo(second.clusterId());
        assertThat(TestClients.consume(first, "events", 1)).containsExactly(new byte[] {1});
        assertThat(TestClients.consume(second, "events", 1)).containsExactly(new byte[] {2});
      }
      TestClients.produce(first, "events", new byte[] {3});
      assertThat(TestClients.consume(first, "events", 2))
          .containsExactly(new byte[] {1}, new byte[] {3});
    }
  }

  @Test
  void closingTwiceHasNoEffectAndLeavesNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder);
    kafka.close();
    kafka.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
        .isEmpty();
  }
}
