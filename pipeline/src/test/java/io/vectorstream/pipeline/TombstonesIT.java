package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.qdrant.point.PointIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records with a key and no value. */
final class TombstonesIT {

  private static final int EVENTS = 200;

  @TempDir Path folder;

  /** Each event is followed by its tombstone at once, or a hundred events later, or never. */
  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void deleteThePointsOfTheEventsTheyName(String runner) throws Exception {
    try (Services services = new Services(folder)) {
      int records = 0;
      try (KafkaProducer<byte[], byte[]> producer = producer(services)) {
        for (int i = 0; i < EVENTS; i++) {
          send(producer, services.topic, "e-" + i, event("e-" + i));
          records++;
          int deleted = i % 2 == 0 ? i : i - 100;
          if (i % 4 != 2 && deleted >= 0) {
            send(producer, services.topic, "e-" + deleted, null);
            records++;
          }
        }
        send(producer, services.topic, "e-0", event("e-0"));
        send(producer, services.topic, "never seen", null);
        send(producer, services.topic, null, null);
        records += 3;
      }
      Path report = folder.resolve("report.json");

      Services.Outcome outcome =
          services.run(
              "--runner=" + runner,
              "--tombstones=delete",
              // Deletions are sent while earlier events still wait for their vectors.
              "--writeBatchSize=8",
              "--maxEvents=" + records,
              "--report=" + report);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet())
          .isEqualTo(
              IntStream.range(0, EVENTS)
                  .filter(i -> i % 4 == 2 || (i % 2 == 1 && i >= EVENTS - 100) || i == 0)
                  .mapToObj(i -> PointIds.of("e-" + i).getUuid())
                  .collect(Collectors.toSet()));
      assertThat(services.deadLetters())
          .as("the one without a key")
          .singleElement()
          .satisfies(letter -> assertThat(letter.key()).isNull());
      JsonNode figures = new ObjectMapper().readTree(report.toFile());
      assertThat(figures.path("events_read").asLong()).isEqualTo(records);
      assertThat(
              figures.path("points_deleted").asLong()
                  + figures.path("tombstones_without_effect").asLong())
          .as("a tombstone that overtakes its event finds no point")
          .isEqualTo(records - EVENTS - 2);
      assertThat(figures.path("tombstones_without_effect").asLong())
          .as("never seen, and e-0 at times: its event came again later")
          .isPositive();
      assertThat(figures.path("points_written").asLong()).isEqualTo(EVENTS + 1);
      assertThat(figures.path("events_dead_lettered").asLong()).isEqualTo(1);
    }
  }

  @Test
  void areDeadLettersByDefault() throws Exception {
    try (Services services = new Services(folder)) {
      try (KafkaProducer<byte[], byte[]> producer = producer(services)) {
        send(producer, services.topic, "e-1", event("e-1"));
        send(producer, services.topic, "e-1", null);
      }

      Services.Outcome outcome = services.run("--runner=DirectRunner", "--maxEvents=2");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).containsExactly(PointIds.of("e-1").getUuid());
      assertThat(services.deadLetters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("e-1"));
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Services services) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, String key, String value) {
    producer.send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String event(String id) {
    return """
    {"event_id": "%s", "timestamp": "2026-11-24T10:00:00Z", "user_id": "u", "event_type": "view",
     "product": {"id": "p", "name": "A lamp of kind %s", "category": "light", "price": 9.5}}\
    """
        .formatted(id, id.hashCode() % 3);
  }
}
