package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.tools.generator.GeneratorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind holds no secret. */
final class SecretsIT {

  private static final String SECRET = "planted-7f3a91c2-key";

  @TempDir Path folder;

  @Test
  void noFileOfARunHoldsTheApiKey() throws Exception {
    Path left = Files.createDirectory(folder.resolve("left"));
    Path keyFile = Files.writeString(folder.resolve("key"), SECRET);
    try (Services services = new Services(left.resolve("services"));
        EmbeddedQdrant secured = EmbeddedQdrant.start(left.resolve("secured"), 0, SECRET);
        LogLines log = LogLines.ofAll();
        QdrantClient client =
            QdrantConnection.of(secured.url()).withApiKeyFile(keyFile.toString()).connect()) {
      services.send(GeneratorConfig.defaults().withProducts(3).withMalformedPercent(20), 100);

      Services.Outcome outcome =
          services.run(
              "--runner=SparkRunner",
              "--qdrantUrl=" + secured.url(),
              "--qdrantApiKeyFile=" + keyFile,
              "--maxEvents=100",
              "--report=" + left.resolve("report.json"),
              "--checkpointDir=" + Files.createDirectory(left.resolve("checkpoint")).toUri());

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(client.countAsync(services.collection).get()).isPositive();
      assertThat(outcome.out() + outcome.err()).doesNotContain(SECRET);
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
      assertThat(filesIn(left.resolve("checkpoint"))).isNotEmpty();
      assertThat(filesIn(left)).noneMatch(SecretsIT::holdsTheSecret);
    }
    assertThat(holdsTheSecret(keyFile)).as("the search finds it where it is").isTrue();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holdsTheSecret(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.contains(SECRET) || text.contains(String.join("\0", SECRET.split("")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
