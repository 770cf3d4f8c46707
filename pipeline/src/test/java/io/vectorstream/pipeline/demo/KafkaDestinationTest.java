package io.vectorstream.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.kafka.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaDestinationTest {

  private static final KafkaDestination DESTINATION =
      KafkaDestination.of(KafkaConnection.of("localhost:9092"), "events");

  @Test
  void theDefaultsAreLz4AndAllReplicas() {
    assertThat(DESTINATION.compression()).isEqualTo("lz4");
    assertThat(DESTINATION.acks()).isEqualTo("all");
  }

  @Test
  void theProducerGetsEverySetting() {
    assertThat(DESTINATION.withCompression("zstd").withAcks("1").producerSettings())
        .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd")
        .containsEntry(ProducerConfig.ACKS_CONFIG, "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "gzip", "snappy", "zstd", "none"})
  void kafkaKnowsEveryCompression(String compression) {
    Map<String, Object> settings =
        new HashMap<>(DESTINATION.withCompression(compression).producerSettings());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);

    ProducerConfig config = new ProducerConfig(settings);

    assertThat(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG)).isEqualTo(compression);
  }

  @Test
  void otherValuesAreRefusedWithWhatWouldDo() {
    assertThatThrownBy(() -> DESTINATION.withCompression("zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("compression must be one of lz4, gzip, snappy, zstd, none, was zip");
    assertThatThrownBy(() -> DESTINATION.withAcks("2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("acks must be one of 0, 1, all, was 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ürün"})
  void aTopicNeedsANameThatKafkaTakes(String topic) {
    assertThatThrownBy(() -> KafkaDestination.of(KafkaConnection.of("localhost:9092"), topic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("it is \"" + topic + "\"");
  }
}
