package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.search.Hit;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.search.StoredEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose items are points of their own: all of them, or one dead letter. */
final class ItemsIT {

  private static final int ORDERS = 40;
  private static final String NO_TEXT =
      "none of product.name,product.description,product.category holds any text";
  private static final String UUID = "6fa459ea-ee8a-3ca4-894e-db77e160355e";
  private static final String ANOTHER_UUID = "7ec8bd57-6f6e-4b8c-9f9a-02a9f6f0e6d1";

  @TempDir Path folder;

  private int sent;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void areAllStoredOrTheRecordIsOneDeadLetter(String runner) throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields:
              event_id: /order
              timestamp: {path: /at, format: epoch_seconds}
              event_type: {constant: purchase}
            items:
              path: /lines
              key: /sku
              fields:
                product: {id: /sku, name: /title, price: /price}
                quantity: /count
            keepSource: false
            """);
    try (Services services = new Services(folder)) {
      Set<String> stored = new HashSet<>();
      try (KafkaProducer<byte[], byte[]> producer = producer(services)) {
        for (int i = 0; i < ORDERS; i++) {
          String order = "o-" + i;
          boolean untitled = i % 5 == 3;
          send(producer, services, order, order(order, untitled ? " " : "A mug of kind " + i % 3));
          if (i % 5 == 1) {
            send(producer, services, order, null);
          }
          if (i % 10 == 0) {
            // What a later record lacks is gone if a tombstone stands between them.
            send(producer, services, order, null);
            send(producer, services, order, order(order));
          }
          if (i % 5 == 2 || i % 5 == 4 || i % 5 == 0) {
            for (String sku : i % 10 == 0 ? List.of("a", "b") : List.of("a", "b", "c")) {
              stored.add(PointIds.of(order, sku).getUuid());
            }
          }
        }
        // Tombstones write the ids of orders in another way.
        send(producer, services, UUID, order(UUID.toUpperCase(Locale.ROOT), "A mug"));
        for (String sku : List.of("a", "b", "c")) {
          stored.add(PointIds.of(UUID, sku).getUuid());
        }
        send(producer, services, ANOTHER_UUID, order(ANOTHER_UUID.replace("-", ""), "A mug"));
        send(producer, services, ANOTHER_UUID, null);
        send(
            producer,
            services,
            "twice",
            "{\"order\": \"twice\", \"at\": 0, \"lines\":"
                + " [{\"sku\": \"a\", \"title\": \"Mug\"}, {\"sku\": \"a\", \"title\": \"Cup\"}]}");
        send(producer, services, "empty", "{\"order\": \"empty\", \"at\": 0, \"lines\": []}");
        send(
            producer,
            services,
            "single",
            "{\"order\": \"single\", \"at\": 0, \"lines\": [{\"sku\": \"a\", \"title\": \" \"}]}");
        send(producer, services, "text", "{\"order\": \"text\", \"at\": 0, \"lines\": \"a\"}");
      }

      Services.Outcome outcome =
          services.run(
              "--runner=" + runner,
              "--mapping=" + mapping,
              "--tombstones=delete",
              "--maxEvents=" + sent);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      Map<String, RetrievedPoint> points = services.points();
      assertThat(points.keySet()).isEqualTo(stored);
      assertThat(points.get(PointIds.of("o-2", "b").getUuid()).getPayloadMap().keySet())
          .containsExactlyInAnyOrder(
              "event_id", "timestamp", "event_type", "item", "product", "quantity");
      assertThat(reasons(services)).isEqualTo(wantedReasons());
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .as("every record is finished")
          .isEqualTo(sent);

      // What was stored before is found as well as what was under way.
      sent = 0;
      try (KafkaProducer<byte[], byte[]> producer = producer(services)) {
        send(producer, services, "o-2", null);
        send(producer, services, UUID, null);
        send(producer, services, "o-4", null);
        send(producer, services, "o-4", order("o-4"));
        send(producer, services, "o-7", order("o-7"));
      }
      for (String sku : List.of("a", "b", "c")) {
        stored.remove(PointIds.of("o-2", sku).getUuid());
        stored.remove(PointIds.of(UUID, sku).getUuid());
      }
      stored.remove(PointIds.of("o-4", "c").getUuid());
      Services.Outcome second =
          services.run(
              "--runner=" + runner,
              "--mapping=" + mapping,
              "--tombstones=delete",
              "--startFrom=committed",
              "--maxEvents=" + sent);

      assertThat(second.exitCode()).as(second.err()).isZero();
      assertThat(services.points().keySet())
          .as("o-7 keeps what its later record lacks")
          .contains(PointIds.of("o-7", "c").getUuid())
          .isEqualTo(stored);

      stored.remove(PointIds.of("o-4", "a").getUuid());
      stored.remove(PointIds.of("o-4", "b").getUuid());
      try (StoredEvents events =
          new StoredEvents(QdrantConnection.of(services.store.url()), services.collection)) {
        assertThat(events.similar("o-4", SearchFilter.all(), 1_000, false))
            .as("all that is like an order, but the order")
            .extracting(Hit::pointId)
            .containsExactlyInAnyOrderElementsOf(stored);
      }
    }
  }

  private static Map<String, String> wantedReasons() {
    Map<String, String> reasons = new HashMap<>();
    for (int i = 3; i < ORDERS; i += 5) {
      reasons.put(
          "o-" + i, "none of product.name,product.description,product.category holds any text");
    }
    reasons.put(
        "twice", "two items of /lines have the same key, at /sku, which has to tell them apart");
    reasons.put("empty", NO_TEXT);
    reasons.put("single", NO_TEXT);
    reasons.put("text", "items at /lines is the text \"a\", a list is wanted");
    return reasons;
  }

  /** By key; a record with two letters would fail. */
  private static Map<String, String> reasons(Services services) {
    return services.deadLetters().stream()
        .collect(
            Collectors.toMap(
                letter -> new String(letter.key(), StandardCharsets.UTF_8),
                letter ->
                    new String(
                        letter.headers().lastHeader("vectorstream.reason").value(),
                        StandardCharsets.UTF_8)));
  }

  /** The last of three items has another title. */
  private static String order(String id, String title) {
    return """
    {"order": "%s", "at": 1769851800, "lines": [
      {"sku": "a", "title": "A lamp", "price": "9.5", "count": 1},
      {"sku": "b", "title": "A chair", "count": "2"},
      {"sku": "c", "title": "%s", "count": 3}]}"""
        .formatted(id, title);
  }

  /** The first two of its items. */
  private static String order(String id) {
    return """
    {"order": "%s", "at": 1769851900, "lines": [
      {"sku": "a", "title": "A lamp", "price": "9.5", "count": 1},
      {"sku": "b", "title": "A chair", "count": "2"}]}"""
        .formatted(id);
  }

  private static KafkaProducer<byte[], byte[]> producer(Services services) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, Services services, String key, String value) {
    producer.send(
        new ProducerRecord<>(
            services.topic,
            key.getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    sent++;
  }
}
