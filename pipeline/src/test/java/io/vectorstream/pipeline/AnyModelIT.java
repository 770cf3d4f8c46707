package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ObjectArrays;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.qdrant.point.PointIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline with models that are folders, as somebody else would have exported them. */
final class AnyModelIT {

  private static final int EVENTS = 200;

  @TempDir Path folder;

  @Test
  void torchScriptAndOnnxFoldersGiveTheBuiltInModelsVectors() throws Exception {
    Map<String, float[]> expected = store("builtin:all-MiniLM-L6-v2", "builtin");

    same(store(torchScript(), "torchscript"), expected);
    same(store(onnx(), "onnx", "--runner=DirectRunner"), expected);
  }

  private String torchScript() throws IOException {
    Path prepared = BuiltinModel.prepare(folder.resolve("cache"), Variant.CPU_FP32);
    Path model = Files.createDirectory(folder.resolve("my model"));
    Files.copy(prepared.resolve("all-MiniLM-L6-v2.pt"), model.resolve("model.pt"));
    Files.copy(prepared.resolve("tokenizer.json"), model.resolve("tokenizer.json"));
    return "file:" + model;
  }

  private String onnx() throws IOException {
    Path model = Files.createDirectories(folder.resolve("hub/1_Pooling")).getParent();
    copy("/all-minilm-l6-v2.onnx", Files.createDirectory(model.resolve("onnx")), "model.onnx");
    copy("/all-minilm-l6-v2-tokenizer.json", model, "tokenizer.json");
    Files.writeString(
        model.resolve("1_Pooling/config.json"), "{\"pooling_mode_mean_tokens\": true}");
    Files.writeString(model.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256}");
    return model.toUri().toString();
  }

  private static void copy(String resource, Path folder, String name) throws IOException {
    try (InputStream in = AnyModelIT.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  /** Runs the pipeline on the same events as ever, and gives each point's vector. */
  private Map<String, float[]> store(String model, String name, String... options)
      throws Exception {
    try (Services services = new Services(folder.resolve(name))) {
      List<GeneratedEvent> events =
          services.send(GeneratorConfig.defaults().withProducts(20).withSeed(7), EVENTS);
      Path report = folder.resolve(name + ".json");
      String[] all = {"--model=" + model, "--maxEvents=" + EVENTS, "--report=" + report};

      Services.Outcome outcome = services.run(ObjectArrays.concat(all, options, String.class));

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.exitCode()).isZero();
      assertThat(new ObjectMapper().readTree(report.toFile()).get("model").textValue())
          .isEqualTo(model);
      assertThat(services.deadLetters()).isEmpty();
      Map<String, RetrievedPoint> points = services.points();
      assertThat(points.keySet())
          .isEqualTo(
              events.stream()
                  .map(event -> PointIds.of(event.eventId()).getUuid())
                  .collect(Collectors.toSet()));
      return points.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, point -> vector(point.getValue())));
    }
  }

  private static float[] vector(RetrievedPoint point) {
    List<Float> components = StoredVectors.dense(point);
    float[] vector = new float[components.size()];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = components.get(index);
    }
    return vector;
  }

  /** Vectors have length one, so their product is their cosine. */
  private static void same(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, vector) -> {
          double cosine = 0;
          for (int index = 0; index < vector.length; index++) {
            cosine += (double) vector[index] * actual.get(id)[index];
          }
          assertThat(vector).hasSize(384);
          assertThat(cosine).as(id).isBetween(0.9999, 1.0001);
        });
  }
}
