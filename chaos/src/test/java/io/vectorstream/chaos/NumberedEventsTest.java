package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.qdrant.point.PointIds;
import java.time.Instant;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class NumberedEventsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

  @Test
  void everyFiftiethIsMalformed() {
    assertThat(LongStream.range(0, 200).filter(NumberedEvents::isMalformed))
        .containsExactly(49L, 99L, 149L, 199L);
  }

  @Test
  void aRecordIsKnownByItsNumberWhateverBecameOfItsValue() throws Exception {
    ProducerRecord<byte[], byte[]> good = NumberedEvents.record("events", 1234, NOW);
    ProducerRecord<byte[], byte[]> spoiled = NumberedEvents.record("events", 49, NOW);

    JsonNode event = new ObjectMapper().readTree(good.value());
    assertThat(event.get("event_id").textValue()).isEqualTo("chaos-1234");
    assertThat(event.get("timestamp").textValue()).isEqualTo("2026-01-31T09:30:00Z");
    assertThat(NumberedEvents.pointId(1234)).isEqualTo(PointIds.of("chaos-1234").getUuid());
    assertThat(NumberedEvents.number(good.key())).isEqualTo(1234);
    assertThat(spoiled.value()).asString().isEqualTo("this is not JSON");
    assertThat(NumberedEvents.number(spoiled.key())).isEqualTo(49);
  }
}
