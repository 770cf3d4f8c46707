package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.UserMistakeException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the failures of real clients with real brokers. */
final class KafkaFailureIT {

  /** Nobody has this name, by the standard of names. */
  private static final String NOWHERE = "broker.invalid:9092";

  @TempDir Path folder;

  @Test
  void whatAnAclForbidsIsNamed() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, Acls.BROKER);
        Admin admin = admin(kafka.bootstrapServers(), 30_000)) {
      kafka.createTopic("open", 1);
      kafka.createTopic("secret", 1);
      Acls.keepToOthers(admin, ResourceType.TOPIC, "secret");
      Acls.keepToOthers(admin, ResourceType.GROUP, "theirs");
      String servers = kafka.bootstrapServers();
      String start = "Kafka at " + servers + " does not let this client use ";

      assertThat(failure(servers, "secret", describe(admin, "secret")))
          .isEqualTo(start + "the topic secret: an ACL has to allow it");
      assertThat(
              failure(
                  servers,
                  "secret",
                  admin
                      .listOffsets(Map.of(new TopicPartition("secret", 0), OffsetSpec.latest()))
                      .all()))
          .isEqualTo(start + "the topic secret: an ACL has to allow it");
      assertThat(
              failure(
                  servers,
                  "open",
                  admin
                      .alterConsumerGroupOffsets(
                          "theirs", Map.of(new TopicPartition("open", 0), new OffsetAndMetadata(0)))
                      .all()))
          .isEqualTo(start + "the consumer group: an ACL has to allow it");
      assertThat(failure(servers, "a b", describe(admin, "a b")))
          .isEqualTo("Kafka at " + servers + " does not take the name of the topic a b");
      assertThat(describe(admin, "open").get()).containsOnlyKeys("open");
    }
  }

  @Test
  void anAddressThatABrokerNamesAndNobodyReachesIsNamed() throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder, 0, Map.of("advertised.listeners", "PLAINTEXT://" + NOWHERE))) {
      String servers = kafka.bootstrapServers();
      try (Admin admin = admin(servers, 1_000)) {
        assertThat(failure(servers, "events", describe(admin, "events")))
            .isEqualTo(
                "Kafka at "
                    + servers
                    + " answers, but names "
                    + NOWHERE
                    + " as the address of a broker, which cannot be reached from here: the broker's"
                    + " advertised.listeners has to hold an address that can");
      }
    }
  }

  @Test
  void aBrokerThatTakesItsTimeIsToldFromOneThatIsAway() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      assertThat(ofTimeout(free() + ", " + kafka.bootstrapServers()))
          .isEqualTo("Kafka at " + kafka.bootstrapServers() + " answers too slowly");
    }
    String away = free();
    assertThat(ofTimeout(away)).isEqualTo("Kafka cannot be reached at " + away);
    assertThat(ofTimeout(NOWHERE)).isEqualTo("Kafka cannot be reached at " + NOWHERE);
  }

  @Test
  void aPortOfSomethingElseIsTold() throws Exception {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.start();
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int port : new int[] {http.getAddress().getPort(), mute.getLocalPort()}) {
        assertThat(ofTimeout("127.0.0.1:" + port))
            .isEqualTo(
                "What listens at 127.0.0.1:"
                    + port
                    + " does not answer as a Kafka broker does: give the address of one");
      }
    } finally {
      http.stop(0);
    }
  }

  private static String free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private static String ofTimeout(String servers) {
    return KafkaFailure.describe(
        KafkaConnection.of(servers), List.of("events"), new TimeoutException("no node"));
  }

  private static Admin admin(String servers, int timeoutMillis) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis));
  }

  private static KafkaFuture<Map<String, TopicDescription>> describe(Admin admin, String topic) {
    return admin.describeTopics(List.of(topic)).allTopicNames();
  }

  private static String failure(String servers, String topic, KafkaFuture<?> answer) {
    ExecutionException e = catchThrowableOfType(ExecutionException.class, answer::get);
    return KafkaFailure.describe(KafkaConnection.of(servers), List.of(topic), e.getCause());
  }

  @Test
  void addressesThatAreNoneAreTold() {
    for (String none : List.of("", " ", ",", "localhost", "localhost:", "localhost:70000")) {
      assertThatThrownBy(() -> new KafkaTopics(KafkaConnection.of(none)))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--bootstrapServers has to be host:port, or several separated by commas, it is \""
                  + none
                  + "\"");
    }
    assertThatThrownBy(() -> new KafkaTopics(KafkaConnection.of(NOWHERE)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--bootstrapServers: no host of \"" + NOWHERE + "\" has an address");
  }
}
