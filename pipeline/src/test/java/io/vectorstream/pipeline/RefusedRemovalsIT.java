package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.faults.ProxiedCall;
import io.vectorstream.qdrant.point.PointIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that have to go with a record's dead letter, and that Qdrant does not let go at first. */
final class RefusedRemovalsIT {

  private static final String STORED = PointIds.of("o-1", "a").getUuid();

  /** In a batch, alone, and three times more before a point is given up. */
  private static final int REFUSALS = 5;

  @TempDir Path folder;

  private final AtomicInteger refusals = new AtomicInteger();

  @Test
  void areTriedUntilTheItemIsGone() throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields: {event_id: /order, timestamp: {path: /at, format: epoch_seconds}}
            items: {path: /lines, key: /sku, fields: {product: {id: /sku, name: /title}}}
            """);
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.otherwise(refuseRemovals());
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(
            new ProducerRecord<>(
                services.topic,
                "o-1",
                """
                {"order": "o-1", "at": 0, "lines": [
                  {"sku": "a", "title": "A lamp"}, {"sku": "b", "title": " "}]}"""));
      }

      // DirectRunner does not try a bundle again.
      Services.Outcome outcome =
          services.run(
              "--runner=SparkRunner",
              "--qdrantUrl=" + proxy.url(),
              "--mapping=" + mapping,
              "--maxEvents=1");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(refusals).hasValueGreaterThanOrEqualTo(REFUSALS);
      assertThat(services.points()).isEmpty();
      assertThat(services.deadLetters())
          .as("one record, whose letter is written again with its bundle")
          .isNotEmpty()
          .allSatisfy(letter -> assertThat(letter.key()).asString().isEqualTo("o-1"));
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(1);
    }
  }

  private Fault refuseRemovals() {
    return call -> {
      if (call.method().equals(PointsGrpc.getDeleteMethod().getFullMethodName())) {
        call.readRequest(request -> answer(call, request));
      } else {
        call.pass();
      }
    };
  }

  private void answer(ProxiedCall call, byte[] request) {
    // Ids are texts in it.
    if (new String(request, StandardCharsets.ISO_8859_1).contains(STORED)
        && refusals.getAndIncrement() < REFUSALS) {
      call.fail(
          Status.INTERNAL.withDescription("Service internal error: a panic on purpose"),
          new Metadata());
    } else {
      call.pass();
    }
  }
}
