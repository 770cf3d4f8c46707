package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind holds no secret. */
final class SecretsIT {

  private static final String SECRET = "planted-7f3a91c2-key";

  private static final int EVENTS = 3_000;

  @TempDir Path folder;

  private final ExecutorService runs = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    runs.shutdownNow();
  }

  @Test
  void noFileOfARunHoldsTheApiKey() throws Exception {
    Path left = Files.createDirectory(folder.resolve("left"));
    Path keyFile = Files.writeString(folder.resolve("key"), SECRET);
    try (Services services = new Services(left.resolve("services"));
        EmbeddedQdrant secured = EmbeddedQdrant.start(left.resolve("secured"), 0, SECRET);
        LogLines log = LogLines.ofAll();
        QdrantClient client =
            QdrantConnection.of(secured.url()).withApiKeyFile(keyFile.toString()).connect()) {
      services.send(GeneratorConfig.defaults().withProducts(3).withMalformedPercent(20), EVENTS);

      Services.Outcome outcome =
          runUntilCheckpoint(
              services, left, "--qdrantUrl=" + secured.url(), "--qdrantApiKeyFile=" + keyFile);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(client.countAsync(services.collection).get()).isPositive();
      assertThat(outcome.out() + outcome.err()).doesNotContain(SECRET);
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
      assertThat(filesIn(left)).noneMatch(SecretsIT::holdsTheSecret);
      assertThat(filesIn(left.resolve("checkpoint")))
          .as("the search sees what a checkpoint holds")
          .anyMatch(file -> holds(file, keyFile.toString()));
    }
    assertThat(holdsTheSecret(keyFile)).as("the search finds it where it is").isTrue();
  }

  @Test
  void nothingOfARunHoldsKafkasPasswords() throws Exception {
    String environment = System.getenv("PLANTED_SECRET");
    assertThat(environment).isEqualTo("planted-2b64e0d9-variable");
    Path left = Files.createDirectory(folder.resolve("left"));
    PemCertificates ca = new PemCertificates(folder.resolve("ca"));
    Files.writeString(folder.resolve("password"), "planted-c81f55aa-file\n");
    String password = SECRET + environment + "planted-c81f55aa-file";
    Path properties =
        Files.writeString(
            folder.resolve("kafka.properties"),
            String.join(
                "\n",
                "security.protocol=SASL_SSL",
                "sasl.mechanism=SCRAM-SHA-512",
                "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\",
                "  username=\"shop\" \\",
                "  password=\""
                    + SECRET
                    + "${env:PLANTED_SECRET}${directory:"
                    + folder
                    + ":password}\";",
                "ssl.truststore.type=PEM",
                "ssl.truststore.location=" + ca.ca(),
                "our.secret=" + SECRET));
    try (Services services =
            new Services(folder.resolve("services"), SecuredBroker.settings(ca, "unused"));
        LogLines log = LogLines.ofAll()) {
      SecuredBroker.addUser(services.kafka.bootstrapServers(), password);
      services.send(GeneratorConfig.defaults().withProducts(3).withMalformedPercent(20), EVENTS);
      String servers = services.kafka.address(SecuredBroker.LOGIN);

      Services.Outcome outcome =
          runUntilCheckpoint(
              services, left, "--bootstrapServers=" + servers, "--kafkaProperties=" + properties);
      SecuredBroker.addUser(services.kafka.bootstrapServers(), "another");
      Services.Outcome refused =
          services.run("--bootstrapServers=" + servers, "--kafkaProperties=" + properties);

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.deadLetters()).isNotEmpty();
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("refuses the user or the password");
      assertThat(log.lines()).anyMatch(line -> line.contains("our.secret"));
      for (String secret : List.of(SECRET, environment, "planted-c81f55aa-file")) {
        assertThat(outcome.out() + outcome.err() + refused.out() + refused.err())
            .doesNotContain(secret);
        assertThat(log.lines()).noneMatch(line -> line.contains(secret));
        assertThat(filesIn(left)).noneMatch(file -> holds(file, secret));
      }
    }
  }

  /** Spark writes no checkpoint before some ten micro-batches, however few events there are. */
  private Services.Outcome runUntilCheckpoint(Services services, Path left, String... options)
      throws Exception {
    Path checkpoint = Files.createDirectory(left.resolve("checkpoint"));
    Drain drain = new Drain();
    Future<Services.Outcome> run =
        runs.submit(
            () ->
                services.run(
                    drain,
                    Stream.concat(
                            Stream.of(
                                "--runner=SparkRunner",
                                "--report=" + left.resolve("report.json"),
                                "--checkpointDir=" + checkpoint.toUri()),
                            Stream.of(options))
                        .toArray(String[]::new)));
    Services.await(run, () -> hasFiles(checkpoint), "a checkpoint");
    Services.await(
        run, () -> services.committed().values().stream().mapToLong(v -> v).sum() == EVENTS, "all");
    drain.request();
    Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);
    assertThat(filesIn(checkpoint)).isNotEmpty();
    return outcome;
  }

  private static boolean hasFiles(Path folder) throws IOException {
    try {
      return !filesIn(folder).isEmpty();
    } catch (UncheckedIOException e) {
      // Spark deletes folders meanwhile.
      return false;
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holdsTheSecret(Path file) {
    return holds(file, SECRET);
  }

  private static boolean holds(Path file, String secret) {
    try {
      String text = Uncompressed.read(file);
      return text.contains(secret) || text.contains(String.join("\0", secret.split("")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
