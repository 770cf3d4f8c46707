package io.vectorstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {

  private static final KafkaConnection CONNECTION = KafkaConnection.of("a:1,b:2");

  @TempDir Path folder;

  @Test
  void aConsumerIsToldTheServersAndWhatItsCallerWants() {
    assertThat(CONNECTION.consumerSettings(Map.of("group.id", "g", "bootstrap.servers", "other:1")))
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "group.id", "g"));
  }

  @Test
  void theFileGoesBeforeWhatACallerWantsAndIsReadAnew() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "client.id=theirs\nlinger.ms=1");
    KafkaConnection connection = CONNECTION.withPropertiesFile(file.toString());

    assertThat(connection.consumerSettings(Map.of("client.id", "ours", "group.id", "g")))
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "client.id", "theirs", "group.id", "g"));
    assertThat(connection.securityProtocol()).isEqualTo(SecurityProtocol.PLAINTEXT);
    Files.writeString(file, "security.protocol = sasl_ssl");
    assertThat(connection.securityProtocol()).isEqualTo(SecurityProtocol.SASL_SSL);
    Files.delete(file);
    assertThatThrownBy(() -> connection.admin(Map.of())).hasMessage("There is no file " + file);
  }

  @Test
  void clientsOpenWhateverTimeLimitsTheFileHas() throws Exception {
    for (String limits :
        List.of(
            "request.timeout.ms=30000",
            "default.api.timeout.ms=2000",
            "request.timeout.ms=3000\ndefault.api.timeout.ms=4000",
            "linger.ms=60000",
            "linger.ms=3000000000",
            "delivery.timeout.ms=9000",
            "delivery.timeout.ms=9000\nlinger.ms=10000",
            "delivery.timeout.ms=9000\nrequest.timeout.ms=30000")) {
      KafkaConnection connection =
          KafkaConnection.of("127.0.0.1:1")
              .withPropertiesFile(Files.writeString(folder.resolve("p"), limits).toString());

      connection
          .admin(Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", 5_000))
          .close(Duration.ZERO);
      connection
          .producer(Map.of("request.timeout.ms", 10_000, "delivery.timeout.ms", 20_000))
          .close(Duration.ZERO);
      connection.producer(Map.of()).close(Duration.ZERO);
    }
  }

  @Test
  void theFileMayShortenTheLimitOfACallAndNotLengthenIt() throws Exception {
    Path file = folder.resolve("p");
    KafkaConnection connection = CONNECTION.withPropertiesFile(file.toString());

    Files.writeString(file, "default.api.timeout.ms=2000");
    assertThat(connection.consumerSettings(Map.of("default.api.timeout.ms", 5_000)))
        .containsEntry("default.api.timeout.ms", 2_000);
    Files.writeString(file, "default.api.timeout.ms=60000\nrequest.timeout.ms=60000");
    assertThat(connection.consumerSettings(Map.of("default.api.timeout.ms", 5_000)))
        .containsEntry("default.api.timeout.ms", 5_000)
        .containsEntry("request.timeout.ms", 5_000);
  }

  @Test
  void noClientOpensWithAddressesThatAreNone() {
    KafkaConnection none = KafkaConnection.of("nowhere");

    assertThatThrownBy(() -> none.admin(Map.of())).isInstanceOf(KafkaException.class);
    assertThatThrownBy(() -> none.consumer(Map.of())).isInstanceOf(KafkaException.class);
    assertThatThrownBy(() -> none.producer(Map.of())).isInstanceOf(KafkaException.class);
  }

  @Test
  void aWorkerGetsAnEqualOne() {
    assertThat(SerializableUtils.clone(CONNECTION)).isEqualTo(CONNECTION);
    assertThat(CONNECTION).isNotEqualTo(KafkaConnection.of("a:1"));
  }

  @Test
  void theServersAreShown() {
    assertThat(DisplayData.from(CONNECTION).items())
        .extracting(item -> item.getKey() + "=" + item.getValue())
        .containsExactly("bootstrapServers=a:1,b:2");
    assertThat(DisplayData.from(CONNECTION.withPropertiesFile("/p")).items())
        .extracting(item -> item.getKey() + "=" + item.getValue())
        .containsExactlyInAnyOrder("bootstrapServers=a:1,b:2", "propertiesFile=/p");
  }
}
