package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to the embedded store through the real client. */
final class QdrantIOIT {

  @TempDir Path folder;

  private final String collection = "c-" + UUID.randomUUID();
  private EmbeddedQdrant store;
  private QdrantConnection connection;
  private QdrantClient client;

  @BeforeEach
  void start() {
    store = EmbeddedQdrant.start(folder.resolve("store"));
    connection = QdrantConnection.of(store.url());
    client = connection.connect();
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
  }

  /** Element n is the point of id n with the vector (1, n, 0); rules make some of them bad. */
  private static final class Points implements SerializableFunction<Integer, QdrantPoint> {

    private static final long serialVersionUID = 1L;

    @Override
    public QdrantPoint apply(Integer n) {
      if (n % 100 == 7) {
        throw new IllegalArgumentException("seven is not wanted");
      }
      float[] vector = n % 100 == 13 ? new float[] {1, Float.NaN, 0} : new float[] {1, n, 0};
      return QdrantPoint.of(
          n % 100 == 21
              ? PointIdFactory.id(0).toBuilder().setUuid("no uuid").build()
              : PointIdFactory.id(n),
          vector,
          Map.of("n", ValueFactory.value(n)));
    }
  }

  private QdrantIO.Write<Integer> write() {
    return QdrantIO.<Integer>write()
        .withConnection(connection)
        .withCollection(collection)
        .withVectorSize(3)
        .withPointFunction(new Points())
        .withBatchSize(10);
  }

  @Test
  void goodPointsLandAndBadOnesAreRejectedWithTheReason() throws Exception {
    List<Integer> elements = new ArrayList<>();
    List<Integer> good = new ArrayList<>();
    for (int n = 0; n < 250; n++) {
      elements.add(n);
      if (n % 100 != 7 && n % 100 != 13 && n % 100 != 21) {
        good.add(n);
      }
    }
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

    WriteResult<Integer> result =
        pipeline.apply(Create.of(elements)).apply(write().withWrittenOutput());

    PAssert.that(result.written()).containsInAnyOrder(good);
    PAssert.that(result.rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .extracting(Rejected::element)
                  .containsExactlyInAnyOrder(7, 107, 207, 13, 113, 213, 21, 121, 221);
              for (Rejected<Integer> rejection : rejections) {
                String reason =
                    switch (rejection.element() % 100) {
                      case 7 -> "seven is not wanted";
                      case 13 -> "the vector has a component that is NaN";
                      default -> "INVALID_ARGUMENT";
                    };
                assertThat(rejection.reason()).startsWith(reason);
              }
              return null;
            });
    pipeline.run();
    assertThat(client.countAsync(collection).get()).isEqualTo(good.size());
    RetrievedPoint point =
        client
            .retrieveAsync(collection, List.of(PointIdFactory.id(3)), true, true, null)
            .get()
            .get(0);
    assertThat(point.getPayloadMap()).containsExactly(Map.entry("n", ValueFactory.value(3)));
    float length = (float) Math.sqrt(10);
    assertThat(point.getVectors().getVector().getDense().getDataList())
        .containsExactly(1 / length, 3 / length, 0f);
  }

  @Test
  void writingAgainChangesNothing() throws Exception {
    for (int run = 0; run < 2; run++) {
      TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      pipeline.apply(Create.of(1, 2, 3)).apply(write());
      pipeline.run();
      assertThat(client.countAsync(collection).get()).isEqualTo(3);
    }
  }

  @Test
  void manyWorkersCreateTheCollectionOnce() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(8);
    List<Future<?>> opened = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      opened.add(workers.submit(() -> QdrantCollection.open(connection, collection, 3).close()));
    }
    for (Future<?> worker : opened) {
      worker.get();
    }
    workers.shutdown();

    assertThat(client.listCollectionsAsync().get()).containsExactly(collection);
  }

  @Test
  void givesTheCollectionItCreatesMetadata() throws Exception {
    Map<String, Value> metadata =
        Map.of(
            "owner", ValueFactory.value("shop"),
            "model", ValueFactory.value(Map.of("size", ValueFactory.value(3))));

    for (Map<String, Value> given : List.of(metadata, Map.of("owner", ValueFactory.value("me")))) {
      TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      pipeline.apply(Create.of(1, 2, 3)).apply(write().withCollectionMetadata(given));
      pipeline.run();

      assertThat(client.getCollectionInfoAsync(collection).get().getConfig().getMetadataMap())
          .as("set at creation, and a collection that exists keeps its own")
          .isEqualTo(metadata);
    }
  }

  @Test
  void metadataIsFoundAndMerged() {
    assertThat(QdrantCollection.findMetadata(connection, collection)).isEmpty();

    try (QdrantCollection opened =
        QdrantCollection.open(
            connection, collection, 3, Map.of("a", ValueFactory.value("created")))) {
      opened.mergeMetadata(
          Map.of("b", ValueFactory.value("merged"), "c", ValueFactory.value("passing")));
      opened.mergeMetadata(Map.of("c", ValueFactory.nullValue()));

      Map<String, Value> expected =
          Map.of("a", ValueFactory.value("created"), "b", ValueFactory.value("merged"));
      assertThat(opened.metadata()).isEqualTo(expected);
      assertThat(QdrantCollection.findMetadata(connection, collection)).contains(expected);
      assertThat(opened.count()).isZero();
    }
  }

  @Test
  void saysWhenMetadataCannotBeReadOrWritten() throws Exception {
    try (QdrantCollection opened = QdrantCollection.open(connection, collection, 3)) {
      client.deleteCollectionAsync(collection).get();

      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              opened::metadata, opened::count, () -> opened.mergeMetadata(Map.of()))) {
        assertThatThrownBy(call)
            .isInstanceOf(QdrantException.class)
            .hasMessageStartingWith("Qdrant at " + store.url() + " refused: NOT_FOUND");
      }
    }
    store.close();
    assertThatThrownBy(() -> QdrantCollection.findMetadata(connection, collection))
        .isInstanceOf(QdrantException.class)
        .hasMessage("Qdrant cannot be reached at " + connection.url());
  }

  @Test
  void saysWhenThePortIsNotTheGrpcOne() throws Exception {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.start();
    String url = "http://127.0.0.1:" + rest.getAddress().getPort();

    assertThatThrownBy(() -> QdrantCollection.open(QdrantConnection.of(url), collection, 3))
        .isInstanceOf(QdrantException.class)
        .hasMessage(
            "What answers at "
                + url
                + " is not Qdrant's gRPC port: give that one, 6334 by default (6333 is the REST"
                + " port), with https:// only if the server uses TLS");
    rest.stop(0);
  }

  @Test
  void saysWhenTlsMeetsAPlainPort() {
    String url = store.url().replace("http:", "https:");

    assertThatThrownBy(() -> QdrantCollection.open(QdrantConnection.of(url), collection, 3))
        .isInstanceOf(QdrantException.class)
        .hasMessageStartingWith("What answers at " + url + " is not Qdrant's gRPC port");
  }

  @Test
  void saysWhenNobodyAnswers() {
    store.close();

    assertThatThrownBy(() -> QdrantCollection.open(connection, collection, 3))
        .isInstanceOf(QdrantException.class)
        .hasMessage("Qdrant cannot be reached at " + connection.url());
  }

  @Test
  void usesTheKeyOfAFileAndSaysWhenItIsWrong() throws Exception {
    Path right = Files.writeString(folder.resolve("right"), "s3cret\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "guess");
    try (EmbeddedQdrant secured = EmbeddedQdrant.start(folder.resolve("secured"), 0, "s3cret")) {
      QdrantConnection withoutKey = QdrantConnection.of(secured.url());

      QdrantCollection.open(withoutKey.withApiKeyFile(right.toString()), collection, 3).close();

      for (QdrantConnection refused :
          List.of(withoutKey, withoutKey.withApiKeyFile(wrong.toString()))) {
        assertThatThrownBy(() -> QdrantCollection.open(refused, collection, 3))
            .isInstanceOf(QdrantException.class)
            .hasMessage(
                "Qdrant at " + secured.url() + " does not accept the API key, or the lack of one");
      }
    }
  }

  @Test
  void emitsWrittenElementsOnlyIfAsked() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    WriteResult<Integer> result = pipeline.apply(Create.of(7, 8)).apply(write());

    assertThatThrownBy(result::written)
        .hasMessage("written elements are emitted only withWrittenOutput()");
    PAssert.that(result.rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections).extracting(Rejected::element).containsExactly(7);
              return null;
            });
    pipeline.run();
  }

  @Test
  void wantsItsSettings() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

    assertThatThrownBy(() -> pipeline.apply(Create.of(1)).apply(QdrantIO.write()))
        .hasMessage("withConnection() is required");
    assertThatThrownBy(() -> write().withVectorSize(0))
        .hasMessage("vector size has to be from 1 to 65536, it is 0");
    assertThatThrownBy(() -> write().withBatchSize(0))
        .hasMessage("batch size has to be at least 1, it is 0");
  }

  @Test
  void showsNoSecretAmongItsSettings() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "s3cret");
    DisplayData shown =
        DisplayData.from(write().withConnection(connection.withApiKeyFile(key.toString())));

    assertThat(shown.items())
        .extracting(item -> item.getKey() + "=" + item.getValue())
        .contains("collection=" + collection, "url=" + connection.url())
        .noneMatch(item -> item.contains("s3cret"));
  }
}
