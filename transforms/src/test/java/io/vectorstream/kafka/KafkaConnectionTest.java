package io.vectorstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {

  private static final KafkaConnection CONNECTION = KafkaConnection.of("a:1,b:2");

  @Test
  void aConsumerIsToldTheServersAndWhatItsCallerWants() {
    assertThat(CONNECTION.consumerSettings(Map.of("group.id", "g", "bootstrap.servers", "other:1")))
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "group.id", "g"));
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
  }
}
