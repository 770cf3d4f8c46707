package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.event.TextFields;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.generator.MalformedKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first law, on each runner: every record read ends as exactly one point or dead letter. */
final class EveryEventIT {

  private static final int EVENTS = 3_000;
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
      ExactlyOnce.checkStored(events, stored);
      List<GeneratedEvent> malformed = events.stream().filter(GeneratedEvent::malformed).toList();
      List<ConsumerRecord<byte[], byte[]>> letters = services.deadLetters();
      ExactlyOnce.checkKept(events, letters);
      checkExplained(malformed, letters);
      checkReport(JSON.readTree(report.toFile()), runner, malformed.size());

      services.send(events);
      Services.Outcome second = services.run("--runner=" + runner, "--maxEvents=" + 2 * EVENTS);

      assertThat(second.exitCode()).isZero();
      assertThat(services.points()).as("replays change nothing").isEqualTo(stored);
    }
  }

  private static void checkExplained(
      List<GeneratedEvent> malformed, List<ConsumerRecord<byte[], byte[]>> letters) {
    assertThat(malformed.stream().map(GeneratedEvent::malformedKind).distinct())
        .as("every kind was tried")
        .hasSameSizeAs(MalformedKind.values());

    List<String> stages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      assertThat(header(letter, "vectorstream.reason")).isNotBlank();
      assertThat(header(letter, "vectorstream.topic")).startsWith("events-");
      assertThat(Long.parseLong(header(letter, "vectorstream.offset"))).isNotNegative();
      String stage = header(letter, "vectorstream.stage");
      if (stage.equals("embed")) {
        assertThat(header(letter, "vectorstream.reason"))
            .isEqualTo("none of " + TextFields.DEFAULT + " holds any text");
        assertThat(letter.headers().lastHeader("vectorstream.exception")).isNull();
      }
      stages.add(stage);
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
}
