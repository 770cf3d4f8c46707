package io.vectorstream.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.Bytes;
import io.vectorstream.qdrant.point.PointIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a real model that makes NaN of texts with certain words, as a faulty one would. */
final class FaultyModelIT {

  private static final int COMPONENTS = 384;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void aTextThatItFailsOnIsADeadLetterOfEmbedAlone() throws Exception {
    try (Services services = new Services(folder.resolve("services"))) {
      send(services, "Mug", "Cup", "Red mug", "Plate");

      Services.Outcome outcome =
          services.run(
              "--runner=DirectRunner", "--maxEvents=4", "--model=" + modelFailingOn("mug"));

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).containsExactlyInAnyOrder(id("Cup"), id("Plate"));
      assertThat(services.deadLetters())
          .hasSize(2)
          .allSatisfy(
              letter -> {
                assertThat(new String(letter.value(), UTF_8)).containsIgnoringCase("mug");
                assertThat(header(letter.headers().lastHeader("vectorstream.stage").value()))
                    .isEqualTo("embed");
                assertThat(header(letter.headers().lastHeader("vectorstream.reason").value()))
                    .endsWith("made a vector that cannot be used: component 1 of 384 is NaN");
                assertThat(header(letter.headers().lastHeader("vectorstream.exception").value()))
                    .isEqualTo("io.vectorstream.embedding.EmbeddingException");
              });
    }
  }

  @Test
  void whenItFailsOnEverythingTheRunFails() throws Exception {
    try (Services services = new Services(folder.resolve("services"))) {
      send(services, "Mug", "Red mug");
      Path report = folder.resolve("report.json");

      Services.Outcome outcome =
          services.run(
              "--runner=DirectRunner",
              "--maxEvents=2",
              "--report=" + report,
              // What it is asked for when a text has failed begins with that word.
              "--model=" + modelFailingOn("mug", "probe"));

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(JSON.readTree(report.toFile()).get("errors").toString())
          .contains("made a vector that cannot be used: component 1 of 384 is NaN");
      assertThat(services.points()).isEmpty();
      assertThat(services.deadLetters()).isEmpty();

      Services.Outcome refused =
          services.run(
              "--runner=DirectRunner", "--maxEvents=2", "--model=" + modelFailingOn("[CLS]"));

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .startsWith("VectorStream cannot run: --model: The model file:" + folder)
          .endsWith("makes a vector that cannot be used: component 1 of 384 is NaN.%n".formatted());
    }
  }

  private static String header(byte[] value) {
    return new String(value, UTF_8);
  }

  private static String id(String product) {
    return PointIds.of("e-" + product).getUuid();
  }

  private static void send(Services services, String... products) {
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String product : products) {
        String event =
            "{\"event_id\":\"e-%s\",\"timestamp\":\"2026-01-31T09:30:00Z\",\"product\":{\"name\":\"%s\"}}"
                .formatted(product, product);
        producer.send(new ProducerRecord<>(services.topic, null, event.getBytes(UTF_8)));
      }
    }
  }

  /** The published graph with NaN for the embeddings of some words; gives its address. */
  private String modelFailingOn(String... words) throws IOException {
    Path model = Files.createTempDirectory(folder, "model");
    byte[] tokenizer = resource("/all-minilm-l6-v2-tokenizer.json");
    byte[] graph = resource("/all-minilm-l6-v2.onnx");
    ByteBuffer table = embeddings(graph);
    for (String word : words) {
      int row = JSON.readTree(tokenizer).at("/model/vocab").get(word).intValue();
      for (int index = 0; index < COMPONENTS; index++) {
        table.putFloat((row * COMPONENTS + index) * Float.BYTES, Float.NaN);
      }
    }
    Files.write(model.resolve("tokenizer.json"), tokenizer);
    Files.write(model.resolve("model.onnx"), graph);
    return "file:" + model;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FaultyModelIT.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** The words' embeddings: in their tensor the numbers (field 9) stand behind the name. */
  private static ByteBuffer embeddings(byte[] graph) {
    byte[] name =
        Bytes.concat("embeddings.word_embeddings.weight".getBytes(UTF_8), new byte[] {9 << 3 | 2});
    int start = Bytes.indexOf(graph, name) + name.length;
    while (graph[start] < 0) {
      start++; // a varint's bytes but the last have their highest bit set
    }
    start++;
    return ByteBuffer.wrap(graph, start, graph.length - start)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
