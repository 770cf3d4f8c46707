package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.Faults;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.PayloadIndex;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** Writes to the embedded store through the real client. */
final class QdrantIOIT extends StoreTestCase {

  private static final AtomicInteger REJECTED = new AtomicInteger();

  /** Element n is the point of id n with the vector (1, n, 0); rules make some of them bad. */
  private static final class Points implements SerializableFunction<Integer, QdrantPoint> {

    private static final long serialVersionUID = 1L;

    @Override
    public QdrantPoint apply(Integer n) {
      if (n % 100 == 7) {
        throw new IllegalArgumentException("seven is not wanted");
      }
      float[] vector = n % 100 == 13 ? new float[] {1, Float.NaN, 0} : new float[] {1, n, 0};
      return QdrantPoint.withId(
              n % 100 == 21
                  ? PointIdFactory.id(0).toBuilder().setUuid("no uuid").build()
                  : PointIdFactory.id(n))
          .withVector(vector)
          .withPayload(Map.of("n", ValueFactory.value(n)));
    }
  }

  private QdrantIO.Write<Integer> write() {
    return QdrantIO.writeVia(new Points())
        .withConnection(connection)
        .withCollection(spec())
        .withBatchSize(10);
  }

  private CollectionSpec spec() {
    return CollectionSpec.of(collection, VectorSpec.of(3));
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

    PAssert.that(result.written())
        .containsInAnyOrder(good.stream().map(PointIdFactory::id).toList());
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
  void aLoneBadPointIsRejectedInACollectionThatIsEmpty() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(pipeline.apply(Create.of(21)).apply(write()).rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections).extracting(Rejected::element).containsExactly(21);
              return null;
            });

    pipeline.run();

    assertThat(client.countAsync(collection).get()).as("the probe is gone").isZero();
  }

  @Test
  void aCollectionThatIsMadeAnewWithAnotherSizeRejectsNoPoint() throws Exception {
    write(1, 2, 3);
    client.deleteCollectionAsync(collection).get();
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(5))).close();
    REJECTED.set(0);
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(4, 5, 6, 8, 9))
        .apply(writeThroughTheOpenSession())
        .rejected()
        .apply(
            "CountRejected",
            MapElements.into(TypeDescriptors.integers())
                .via(rejected -> REJECTED.incrementAndGet()));

    assertThatThrownBy(pipeline::run)
        .hasStackTraceContaining(
            "Qdrant takes none of the points that it is given: INVALID_ARGUMENT")
        .hasStackTraceContaining("expected dim: 5, got 3");
    assertThat(REJECTED).hasValue(0);
    assertThat(client.countAsync(collection).get()).isZero();
  }

  /** By which the collection was found to fit. */
  private QdrantIO.Write<Integer> writeThroughTheOpenSession() {
    return write().withoutValidation();
  }

  @Test
  void whereTheLimitOnWritesIsReachedTheStartWaits() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", store.port())) {
      Fault full = Faults.resourceExhausted(Duration.ofSeconds(1));
      proxy.schedule(PointsGrpc.getCreateFieldIndexMethod(), 1, full);

      QdrantCollection.open(
              QdrantConnection.of(proxy.url()), spec().withPayloadIndex(PayloadIndex.integer("n")))
          .close();

      assertThat(proxy.met(full)).isEqualTo(1);
    }
    assertThat(client.getCollectionInfoAsync(collection).get().getPayloadSchemaMap())
        .containsOnlyKeys("n");
  }

  private void write(Integer... elements) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply(Create.of(List.of(elements))).apply(write());
    pipeline.run();
  }

  @Test
  void writingAgainChangesNothing() throws Exception {
    for (int run = 0; run < 2; run++) {
      write(1, 2, 3);
      assertThat(client.countAsync(collection).get()).isEqualTo(3);
    }
  }

  @Test
  void aCollectionThatDoesNotFitIsRefusedBeforeAnythingIsRead() {
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(4))).close();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(1))
        .apply(
            "Fail if anything is read",
            MapElements.into(TypeDescriptors.integers())
                .via(
                    n -> {
                      throw new AssertionError("was read");
                    }))
        .apply(write());

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(QdrantException.class)
        .hasMessageContaining("vector size 4, wanted 3");
  }

  @Test
  void recreatesTheCollectionOnceForAllWorkers() throws Exception {
    write(1, 2, 3);
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(4, 5))
        .apply(
            write()
                .withBatchSize(1)
                .withCollection(spec().withCreateDisposition(CreateDisposition.RECREATE)));
    pipeline.run();

    assertThat(client.countAsync(collection).get()).isEqualTo(2);
  }

  @Test
  void withoutValidationTheWorkersCheckAndCreate() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply(Create.of(1)).apply(write().withoutValidation());
    pipeline.run();
    assertThat(client.countAsync(collection).get()).isEqualTo(1);

    String other = "other-" + collection;
    QdrantCollection.open(connection, CollectionSpec.of(other, VectorSpec.of(4))).close();
    TestPipeline second = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    second
        .apply(Create.of(1))
        .apply(
            write().withCollection(CollectionSpec.of(other, VectorSpec.of(3))).withoutValidation());
    assertThatThrownBy(second::run).hasStackTraceContaining("vector size 4, wanted 3");
  }

  @Test
  void aServerThatIsAwayFailsTheBundleWhenItHasBeenWaitedForLongEnough() {
    store.close();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(1))
        .apply(write().withMaxOutage(Duration.ofMillis(300)).withoutValidation());

    assertThatThrownBy(pipeline::run)
        .hasStackTraceContaining("Qdrant cannot be reached at " + connection.url());
  }

  @Test
  void writesPointsOfSeveralNamedVectorsAndDeletesThem() throws Exception {
    CollectionSpec named =
        CollectionSpec.of(
            collection,
            Map.of("text", VectorSpec.of(2), "image", VectorSpec.of(3).withDistance(Distance.Dot)));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    QdrantPoint both =
        QdrantPoint.withId("both")
            .withVector("text", new float[] {3, 4})
            .withVector("image", new float[] {1, 2, 3});
    QdrantPoint one = QdrantPoint.withId(2).withVector("image", new float[] {0, 0, 0});
    QdrantPoint gone = QdrantPoint.withId(3).deleted();
    QdrantPoint unnamed = QdrantPoint.withId(4).withVector(new float[] {3, 4});
    QdrantIO.Write<QdrantPoint> write =
        QdrantIO.write().withConnection(connection).withCollection(named);
    client.createCollectionAsync(collection, namedParams(), null).get();
    client
        .upsertAsync(
            collection,
            List.of(QdrantPoint.withId(3).withVector("text", new float[] {1, 1}).toStruct()))
        .get();

    WriteResult<QdrantPoint> result =
        pipeline.apply(Create.of(both, one, gone, unnamed)).apply(write.withWrittenOutput());

    PAssert.that(result.written())
        .containsInAnyOrder(PointIds.of("both"), PointIds.of(2), PointIds.of(3));
    PAssert.that(result.rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .extracting(rejection -> rejection.element().id(), Rejected::reason)
                  .containsExactly(
                      tuple(PointIds.of(4), "the vector is none that the collection has"));
              return null;
            });
    pipeline.run();

    assertThat(client.countAsync(collection).get()).isEqualTo(2);
    Map<String, VectorOutput> vectors =
        client
            .retrieveAsync(collection, List.of(PointIds.of("both")), false, true, null)
            .get()
            .get(0)
            .getVectors()
            .getVectors()
            .getVectorsMap();
    assertThat(vectors.get("text").getDense().getDataList()).containsExactly(0.6f, 0.8f);
    assertThat(vectors.get("image").getDense().getDataList()).containsExactly(1f, 2f, 3f);
  }

  private static Map<String, VectorParams> namedParams() {
    return Map.of(
        "text", VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine).build(),
        "image", VectorParams.newBuilder().setSize(3).setDistance(Distance.Dot).build());
  }

  @Test
  void emitsWrittenElementsOnlyIfAsked() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    WriteResult<Integer> result = pipeline.apply(Create.of(7, 8)).apply(write());

    assertThatThrownBy(result::written)
        .hasMessage("written ids are emitted only withWrittenOutput()");
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

    assertThatThrownBy(() -> pipeline.apply(Create.of(1)).apply(QdrantIO.writeVia(new Points())))
        .hasMessage("withConnection() is required");
    assertThatThrownBy(
            () ->
                pipeline
                    .apply(Create.of(1))
                    .apply(QdrantIO.writeVia(new Points()).withConnection(connection)))
        .hasMessage("withCollection() is required");
    assertThatThrownBy(
            () ->
                pipeline
                    .apply(Create.of(1))
                    .apply(
                        write()
                            .withCollection(
                                spec().withCreateDisposition(CreateDisposition.RECREATE))
                            .withoutValidation()))
        .hasMessageStartingWith("withoutValidation() leaves nobody to recreate the collection");
    assertThatThrownBy(() -> write().withBatchBytes(0))
        .hasMessage("batch bytes have to be at least 1, they are 0");
    assertThatThrownBy(() -> write().withMaxInFlight(0))
        .hasMessage("calls in flight have to be at least 1, not 0");
    assertThatThrownBy(() -> write().withMaxOutage(Duration.ofMillis(-1)))
        .hasMessage("maximum outage has to be 0 or more, not PT-0.001S");
    assertThatThrownBy(() -> write().withVersion("a[0]"))
        .hasMessage(
            "the version's field has to be a name, or names with dots between them, it is"
                + " \"a[0]\"");
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
