package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.faults.ProxiedCall;
import io.vectorstream.qdrant.point.PointIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of which Qdrant refuses an item, so that the others have to go. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WithdrawnItemsIT {

  private static final String REFUSED = "A lid";

  @TempDir Path folder;

  private Path mapping;

  @BeforeEach
  void map() throws IOException {
    mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields:
              event_id: /order
              timestamp: /at
              event_type: {constant: purchase}
            items:
              path: /lines
              key: /sku
              fields:
                product: {id: /sku, name: /title}
            keepSource: false
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void areGoneWhereTheNewestVersionWins(String runner) throws Exception {
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.otherwise(call -> call.readRequest(request -> refuse(call, request)));
      send(services, order("kept", "A mug", "A pan"));
      send(services, order("bad", "A mug", REFUSED, "A pot"));

      Services.Outcome outcome =
          services.run(
              "--runner=" + runner,
              "--qdrantUrl=" + proxy.url(),
              "--mapping=" + mapping,
              "--versionField=timestamp",
              "--maxEvents=2");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids("kept", 2));
      assertThat(services.deadLetters())
          .extracting(letter -> text(letter.value()))
          .containsExactly(order("bad", "A mug", REFUSED, "A pot"));
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(2);
    }
  }

  private static void refuse(ProxiedCall call, byte[] request) {
    if (call.method().equals(PointsGrpc.getUpsertMethod().getFullMethodName())
        && text(request).contains(REFUSED)) {
      call.fail(Status.INVALID_ARGUMENT.withDescription("a lid is refused"), new Metadata());
    } else {
      call.pass();
    }
  }

  /** An order of items 0, 1 and so on, which are called like this. */
  private static String order(String id, String... titles) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < titles.length; i++) {
      lines.append(i == 0 ? "" : ", ");
      lines.append("{\"sku\": \"%s\", \"title\": \"%s\"}".formatted(i, titles[i]));
    }
    return "{\"order\": \"%s\", \"at\": \"2026-01-31T10:00:00Z\", \"lines\": [%s]}"
        .formatted(id, lines);
  }

  /** The ids of the points of such an order. */
  private static Set<String> ids(String order, int items) {
    return Stream.iterate(0, i -> i + 1)
        .limit(items)
        .map(i -> PointIds.of(order, Integer.toString(i)).getUuid())
        .collect(Collectors.toSet());
  }

  private static RecordMetadata send(Services services, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(services.topic, value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
