package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.local.generator.GeneratorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with one model and with another into the same collection. */
final class AnotherModelIT {

  private static final int EVENTS = 100;

  @TempDir Path folder;

  @Test
  void isRefusedBeforeAnythingIsRead() throws Exception {
    ModelSpec builtin = ModelSpec.of(ModelSpec.DEFAULT_ADDRESS);
    ModelSpec other = ModelSpec.of("file:" + anotherRevision(builtin));
    try (Services services = new Services(folder.resolve("services"))) {
      services.send(GeneratorConfig.defaults().withProducts(10), EVENTS);
      for (int run = 0; run < 2; run++) {
        Services.Outcome same = services.run("--runner=DirectRunner", "--maxEvents=" + EVENTS);
        assertThat(same.err()).isEmpty();
        assertThat(same.exitCode()).isZero();
      }
      Map<String, RetrievedPoint> stored = services.points();

      Services.Outcome refused =
          services.run(
              "--runner=DirectRunner",
              "--maxEvents=" + EVENTS,
              "--model=" + other.address(),
              "--groupId=refused",
              "--deadLetterTopic=refused");

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .isEqualTo(
              ("VectorStream cannot run: --collection: \"%s\" belongs to the model %s with revision"
                      + " %s, and this run has revision %s: choose another --collection, or the"
                      + " options that this one was filled with%n")
                  .formatted(
                      services.collection,
                      "all-MiniLM-L6-v2",
                      identity(builtin).revision(),
                      identity(other).revision()));
      assertThat(refused.out()).isEmpty();
      assertThat(services.points()).isEqualTo(stored).hasSize(EVENTS);
      checkNothingWasDoneInKafka(services);

      Services.Outcome otherTexts =
          services.run(
              "--runner=DirectRunner",
              "--maxEvents=" + EVENTS,
              "--promptPrefix=passage: ",
              "--textFields=product.name");
      assertThat(otherTexts.exitCode()).isEqualTo(2);
      assertThat(otherTexts.err())
          .contains(
              " belongs to the model all-MiniLM-L6-v2 with no prefix and text fields"
                  + " product.name,product.description,product.category, and this run has prefix"
                  + " \"passage: \" and text fields product.name: ");
      assertThat(services.points()).isEqualTo(stored);

      Services.Outcome elsewhere =
          services.run(
              "--runner=DirectRunner",
              "--maxEvents=" + EVENTS,
              "--model=" + other.address(),
              "--collection=" + services.collection + "-other");
      assertThat(elsewhere.exitCode()).isZero();
    }
  }

  private static void checkNothingWasDoneInKafka(Services services) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      assertThat(admin.listTopics().names().get())
          .contains(services.topic)
          .doesNotContain("refused");
      assertThat(admin.listConsumerGroupOffsets("refused").partitionsToOffsetAndMetadata().get())
          .isEmpty();
    }
  }

  /** The same name, the same size, and vectors that nobody has compared with the others'. */
  private Path anotherRevision(ModelSpec spec) throws IOException {
    Path original = BuiltinModel.prepare(spec.resolvedCacheFolder(), Variant.CPU_FP32);
    Path copy = Files.createDirectory(folder.resolve("model"));
    String weights = "all-MiniLM-L6-v2.pt";
    Files.createSymbolicLink(copy.resolve(weights), original.resolve(weights));
    Files.copy(original.resolve("tokenizer.json"), copy.resolve("tokenizer.json"));
    Files.writeString(
        copy.resolve("serving.properties"),
        Files.readString(original.resolve("serving.properties"))
            .replaceFirst("revision=.*", "revision=another"));
    return copy;
  }

  private static ModelIdentity identity(ModelSpec spec) {
    try (TextEmbedder embedder = DjlTextEmbedders.alone(spec).open()) {
      return embedder.identity();
    }
  }
}
