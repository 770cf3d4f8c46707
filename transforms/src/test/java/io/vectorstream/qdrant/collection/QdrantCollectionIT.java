package io.vectorstream.qdrant.collection;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Collections of the embedded store, opened through the real client. */
final class QdrantCollectionIT extends StoreTestCase {

  private static final PayloadIndex USER = PayloadIndex.keyword("user");
  private static final PayloadIndex PRICE = PayloadIndex.floating("product.price");
  private static final PayloadIndex NAME = PayloadIndex.text("product.name");
  private static final Map<String, PayloadSchemaType> INDEXED =
      Map.of(
          "user", PayloadSchemaType.Keyword,
          "product.price", PayloadSchemaType.Float,
          "product.name", PayloadSchemaType.Text);

  private final CollectionSpec spec = CollectionSpec.of(collection, VectorSpec.of(3));

  private void open(CollectionSpec spec) {
    QdrantCollection.open(connection, spec).close();
  }

  private void upsertOne() throws Exception {
    PointStruct point =
        PointStruct.newBuilder()
            .setId(PointIdFactory.id(1))
            .setVectors(VectorsFactory.vectors(1, 2, 3))
            .build();
    client.upsertAsync(collection, List.of(point)).get();
  }

  private Map<String, PayloadSchemaType> indexes() throws Exception {
    return client.getCollectionInfoAsync(collection).get().getPayloadSchemaMap().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, index -> index.getValue().getDataType()));
  }

  @Test
  void createsAMissingCollectionAsSpecified() throws Exception {
    Map<String, Value> metadata = Map.of("owner", ValueFactory.value("shop"));

    open(
        CollectionSpec.of(collection, VectorSpec.of(3).withDistance(Distance.Dot))
            .withMetadata(metadata)
            .withPayloadIndex(USER, PRICE, NAME)
            .withHnswM(32)
            .withHnswEfConstruct(200)
            .withReplicationFactor(1)
            .withOnDiskPayload(true));

    CollectionConfig config = client.getCollectionInfoAsync(collection).get().getConfig();
    assertThat(config.getParams().getVectorsConfig().getParams())
        .isEqualTo(VectorParams.newBuilder().setSize(3).setDistance(Distance.Dot).build());
    assertThat(config.getMetadataMap()).isEqualTo(metadata);
    assertThat(config.getHnswConfig().getM()).isEqualTo(32);
    assertThat(config.getHnswConfig().getEfConstruct()).isEqualTo(200);
    assertThat(config.getParams().getOnDiskPayload()).isTrue();
    assertThat(indexes()).isEqualTo(INDEXED);
  }

  @Test
  void whatItCreatedIsWhatItFinds() throws Exception {
    CollectionSpec tuned =
        CollectionSpec.of(
                collection,
                Map.of(
                    "title", VectorSpec.of(3),
                    "image", VectorSpec.of(2).withDistance(Distance.Dot).withOnDisk()))
            .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf))
            .withPayloadIndex(USER, PRICE, NAME)
            .withHnswM(32)
            .withHnswEfConstruct(200)
            .withQuantization(Quantization.scalar().withQuantile(0.99f).withAlwaysRam())
            .withOnDiskPayload(true)
            .withShardNumber(1)
            .withReplicationFactor(1)
            .withWriteConsistencyFactor(1);

    open(tuned);
    open(tuned.withCreateDisposition(CreateDisposition.CREATE_NEVER));

    CollectionInfo info = client.getCollectionInfoAsync(collection).get();
    assertThat(CollectionTuning.differences(tuned, info)).isEmpty();
    assertThat(new CollectionFit(tuned, info).missingIndexes()).isEmpty();
    assertThatThrownBy(() -> open(spec))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageContaining(
            "vectors named \"image\", \"title\", wanted a single vector without a name");
  }

  @Test
  void refusesACollectionThatDoesNotFitAndLeavesItAlone() throws Exception {
    open(
        CollectionSpec.of(collection, VectorSpec.of(4).withDistance(Distance.Dot))
            .withPayloadIndex(PayloadIndex.keyword("product.price")));

    for (CreateDisposition disposition : CreateDisposition.values()) {
      assertThatThrownBy(
              () -> open(spec.withPayloadIndex(USER, PRICE).withCreateDisposition(disposition)))
          .isInstanceOf(UnfitCollectionException.class)
          .hasMessage(
              "The collection \"%s\" does not fit: vector size 4, wanted 3; distance Dot, wanted"
                  + " Cosine; payload index on \"product.price\" of type Keyword, wanted Float:"
                  + " choose another collection or delete this one",
              collection);
    }
    assertThat(indexes()).isEqualTo(Map.of("product.price", PayloadSchemaType.Keyword));
  }

  @Test
  void addsTheIndexesThatACollectionLacks() throws Exception {
    open(spec.withPayloadIndex(USER));
    upsertOne();

    open(
        spec.withPayloadIndex(USER, PRICE, NAME)
            .withCreateDisposition(CreateDisposition.CREATE_NEVER));

    assertThat(indexes()).isEqualTo(INDEXED);
    assertThat(client.countAsync(collection).get()).isEqualTo(1);
  }

  @Test
  void keepsIndexesThatAreNotAskedFor() throws Exception {
    open(spec.withPayloadIndex(USER, PRICE, NAME));

    open(spec);

    assertThat(indexes()).isEqualTo(INDEXED);
  }

  @Test
  void aMissingCollectionThatMayNotBeCreatedIsAMistake() throws Exception {
    CollectionSpec existing = spec.withCreateDisposition(CreateDisposition.CREATE_NEVER);

    assertThatThrownBy(() -> open(existing))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessage("There is no collection \"" + collection + "\", and it may not be created");
    assertThat(client.listCollectionsAsync().get()).isEmpty();

    open(spec);
    open(existing);
  }

  @Test
  void recreatesOnlyWhenTold() throws Exception {
    CollectionSpec anew =
        CollectionSpec.of(collection, VectorSpec.of(2))
            .withPayloadIndex(PRICE)
            .withCreateDisposition(CreateDisposition.RECREATE);
    open(spec.withPayloadIndex(USER));
    upsertOne();

    QdrantCollection.recreate(connection, anew);

    assertThat(client.countAsync(collection).get()).isZero();
    assertThat(indexes()).isEqualTo(Map.of("product.price", PayloadSchemaType.Float));

    QdrantCollection.recreate(connection, spec);
    upsertOne();
    open(spec.withCreateDisposition(CreateDisposition.RECREATE));
    assertThat(client.countAsync(collection).get()).as("opening deletes nothing").isEqualTo(1);
  }

  @Test
  void recreatesWhatIsNotThere() throws Exception {
    QdrantCollection.recreate(connection, spec);

    assertThat(client.listCollectionsAsync().get()).containsExactly(collection);
  }

  @Test
  void manyWorkersCreateTheCollectionOnce() throws Exception {
    CollectionSpec indexed = spec.withPayloadIndex(USER, PRICE, NAME);
    ExecutorService workers = Executors.newFixedThreadPool(8);
    CyclicBarrier start = new CyclicBarrier(8);
    List<Future<?>> opened = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CollectionSpec own = indexed.withMetadata(Map.of("creator", ValueFactory.value(i)));
      opened.add(
          workers.submit(
              () -> {
                start.await();
                open(own);
                return null;
              }));
    }
    for (Future<?> worker : opened) {
      worker.get();
    }
    workers.shutdown();

    assertThat(client.listCollectionsAsync().get()).containsExactly(collection);
    assertThat(indexes()).isEqualTo(INDEXED);
    assertThat(client.getCollectionInfoAsync(collection).get().getConfig().getMetadataMap())
        .containsOnlyKeys("creator");
  }

  @Test
  void metadataIsFoundAndMerged() {
    assertThat(QdrantCollection.findMetadata(connection, collection)).isEmpty();

    try (QdrantCollection opened =
        QdrantCollection.open(
            connection, spec.withMetadata(Map.of("a", ValueFactory.value("created"))))) {
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
  void aCollectionThatExistsKeepsItsMetadata() {
    Map<String, Value> first = Map.of("a", ValueFactory.value("first"));
    open(spec.withMetadata(first));

    open(spec.withMetadata(Map.of("a", ValueFactory.value("second"))));

    assertThat(QdrantCollection.findMetadata(connection, collection)).contains(first);
  }

  @Test
  void saysWhenMetadataCannotBeReadOrWritten() throws Exception {
    try (QdrantCollection opened = QdrantCollection.open(connection, spec)) {
      client.deleteCollectionAsync(collection).get();

      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              opened::metadata, opened::count, () -> opened.mergeMetadata(Map.of()))) {
        assertThatThrownBy(call)
            .isInstanceOf(QdrantException.class)
            .hasMessageStartingWith("Qdrant at " + store.url() + " refused: NOT_FOUND");
      }
    }
  }

  @Test
  void saysWhenThePortIsNotTheGrpcOne() throws Exception {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.start();
    String url = "http://127.0.0.1:" + rest.getAddress().getPort();

    assertThatThrownBy(() -> QdrantCollection.open(QdrantConnection.of(url), spec))
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

    assertThatThrownBy(() -> QdrantCollection.open(QdrantConnection.of(url), spec))
        .isInstanceOf(QdrantException.class)
        .hasMessageStartingWith("What answers at " + url + " is not Qdrant's gRPC port");
  }

  @Test
  void saysWhenNobodyAnswers() {
    store.close();

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> open(spec),
            () -> QdrantCollection.recreate(connection, spec),
            () -> QdrantCollection.findMetadata(connection, collection))) {
      assertThatThrownBy(call)
          .isInstanceOf(QdrantException.class)
          .hasMessage("Qdrant cannot be reached at " + connection.url());
    }
  }

  @Test
  void usesTheKeyOfAFileAndSaysWhenItIsWrong() throws Exception {
    Path right = Files.writeString(folder.resolve("right"), "s3cret\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "guess");
    try (EmbeddedQdrant secured = EmbeddedQdrant.start(folder.resolve("secured"), 0, "s3cret")) {
      QdrantConnection withoutKey = QdrantConnection.of(secured.url());

      QdrantCollection.open(withoutKey.withApiKeyFile(right.toString()), spec).close();

      for (QdrantConnection refused :
          List.of(withoutKey, withoutKey.withApiKeyFile(wrong.toString()))) {
        assertThatThrownBy(() -> QdrantCollection.open(refused, spec))
            .isInstanceOf(QdrantException.class)
            .hasMessage(
                "Qdrant at " + secured.url() + " does not accept the API key, or the lack of one");
      }
    }
  }
}
