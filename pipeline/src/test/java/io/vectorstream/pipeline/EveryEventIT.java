package io.vectorstream.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.qdrant.Payloads;
import io.vectorstream.qdrant.PointIds;
import io.vectorstream.tools.generator.GeneratedEvent;
import io.vectorstream.tools.generator.GeneratorConfig;
import io.vectorstream.tools.generator.MalformedKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first law, on each runner: every record read ends as exactly one point or dead letter. */
final class EveryEventIT {

  private static final int EVENTS = 5_000;
  private static final int PRODUCTS = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void isStoredOnceOrKeptWithItsBytes(String runner) throws Exception {
    try (Services services = new Services(folder)) {
      List<GeneratedEvent> events =
          services.send(
              GeneratorConfig.defaults().withProducts(PRODUCTS).withMalformedPercent(5), EVENTS);
      Path report = folder.resolve("report.json");

      Services.Outcome first =
          services.run("--runner=" + runner, "--maxEvents=" + EVENTS, "--report=" + report);

      assertThat(first.err()).isEmpty();
      assertThat(first.exitCode()).isZero();
      Map<String, RetrievedPoint> stored = services.points();
      checkStored(events, stored);
      List<GeneratedEvent> malformed = events.stream().filter(GeneratedEvent::malformed).toList();
      checkKept(malformed, services.deadLetters());
      checkReport(JSON.readTree(report.toFile()), runner, malformed.size());

      services.send(events);
      Services.Outcome second = services.run("--runner=" + runner, "--maxEvents=" + 2 * EVENTS);

      assertThat(second.exitCode()).isZero();
      assertThat(services.points()).as("replays change nothing").isEqualTo(stored);
    }
  }

  private static void checkStored(List<GeneratedEvent> events, Map<String, RetrievedPoint> stored)
      throws Exception {
    Map<String, GeneratedEvent> good =
        events.stream()
            .filter(event -> !event.malformed())
            .collect(toMap(event -> PointIds.of(event.eventId()).getUuid(), event -> event));
    assertThat(stored.keySet()).isEqualTo(good.keySet());
    for (Map.Entry<String, RetrievedPoint> point : stored.entrySet()) {
      ObjectNode sent = (ObjectNode) JSON.readTree(good.get(point.getKey()).value());
      assertThat(point.getValue().getPayloadMap()).isEqualTo(Payloads.fromJson(sent));
      assertThat(point.getValue().getVectors().getVector().getDense().getDataCount())
          .isEqualTo(384);
    }
  }

  private static void checkKept(
      List<GeneratedEvent> malformed, List<ConsumerRecord<byte[], byte[]>> letters) {
    Map<ByteBuffer, Integer> sent = new TreeMap<>();
    malformed.forEach(event -> sent.merge(bytes(event.value()), 1, Integer::sum));
    Map<ByteBuffer, Integer> kept = new TreeMap<>();
    letters.forEach(letter -> kept.merge(bytes(letter.value()), 1, Integer::sum));
    assertThat(kept).isEqualTo(sent);
    assertThat(malformed.stream().map(GeneratedEvent::malformedKind).distinct())
        .as("every kind was tried")
        .hasSameSizeAs(MalformedKind.values());

    List<String> stages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      assertThat(header(letter, "vectorstream.reason")).isNotBlank();
      assertThat(header(letter, "vectorstream.topic")).startsWith("events-");
      assertThat(Long.parseLong(header(letter, "vectorstream.offset"))).isNotNegative();
      stages.add(header(letter, "vectorstream.stage"));
    }
    assertThat(stages).contains("parse", "embed", "write");
  }

  private static void checkReport(JsonNode report, String runner, int malformed) {
    assertThat(report.get("runner").textValue()).isEqualTo(runner);
    assertThat(report.get("model").textValue()).isEqualTo("builtin:all-MiniLM-L6-v2");
    assertThat(report.get("device").textValue()).isEqualTo("cpu");
    assertThat(report.get("events_read").intValue()).isEqualTo(EVENTS);
    assertThat(report.get("points_written").intValue()).isEqualTo(EVENTS - malformed);
    assertThat(report.get("events_dead_lettered").intValue()).isEqualTo(malformed);
    assertThat(report.get("texts_embedded").intValue())
        .as("a text is embedded once: products' and at most as many queries'")
        .isLessThanOrEqualTo(2 * PRODUCTS);
    assertThat(report.get("texts_embedded").intValue() + report.get("cache_hits").intValue())
        .isBetween(EVENTS - malformed, report.get("events_parsed").intValue());
    assertThat(report.get("events_per_second").doubleValue()).isPositive();
    assertThat(report.at("/latency_ms/p50").longValue())
        .isPositive()
        .isLessThanOrEqualTo(report.at("/latency_ms/p99").longValue());
    assertThat(report.get("errors")).isEmpty();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Null, which a map's key cannot be, as a word that no event is. */
  private static ByteBuffer bytes(byte[] value) {
    return ByteBuffer.wrap(value == null ? "(null)".getBytes(StandardCharsets.UTF_8) : value);
  }
}
