package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.Faults;
import io.vectorstream.local.faults.FaultyProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tombstones of records with items, when Qdrant does not say which items it has. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ItemLookupIT {

  private static final int CALLS = 3;
  private static final int MANY_CALLS = 10_000;

  @TempDir Path folder;

  @Test
  void aRefusalFailsTheRunAtOnce() throws Exception {
    Path report = folder.resolve("report.json");
    try (Services services = new Services(folder.resolve("services"));
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.schedule(
          PointsGrpc.getScrollMethod(), MANY_CALLS, Faults.fail(Status.PERMISSION_DENIED));

      Services.Outcome outcome = deleteOneOrder(services, proxy, report);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(new ObjectMapper().readTree(report.toFile()).get("errors").toString())
          .isEqualTo("[\"PERMISSION_DENIED: a fault on purpose\"]");
      assertThat(services.deadLetters()).isEmpty();
      assertThat(services.committed().values()).containsOnly(0L);
    }
  }

  @Test
  void anOutageIsWaitedForAndTold() throws Exception {
    try (Services services = new Services(folder.resolve("services"));
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port());
        LogLines log = LogLines.ofAll()) {
      proxy.schedule(PointsGrpc.getScrollMethod(), CALLS, Faults.unavailable());

      Services.Outcome outcome = deleteOneOrder(services, proxy, folder.resolve("report.json"));

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(proxy.pending()).isZero();
      assertThat(log.lines())
          .contains(
              "WARN Qdrant fails and is tried again: Qdrant cannot be reached at " + proxy.url())
          .anyMatch(line -> line.startsWith("INFO Qdrant works again, after "));
      assertThat(services.deadLetters()).isEmpty();
      assertThat(services.committed().values()).contains(1L);
    }
  }

  private Services.Outcome deleteOneOrder(Services services, FaultyProxy proxy, Path report)
      throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields: {event_id: /order, timestamp: {path: /at, format: epoch_seconds}}
            items: {path: /lines, key: /sku, fields: {product: {id: /sku, name: /title}}}
            """);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(services.topic, 0, "o-1", null));
    }
    return services.run(
        "--runner=DirectRunner",
        "--qdrantUrl=" + proxy.url(),
        "--mapping=" + mapping,
        "--tombstones=delete",
        "--report=" + report,
        "--maxEvents=1");
  }
}
