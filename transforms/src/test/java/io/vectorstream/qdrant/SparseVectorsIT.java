package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorInput;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** Writes sparse vectors to the embedded store through the real client. */
final class SparseVectorsIT extends StoreTestCase {

  private static final AtomicInteger REJECTED = new AtomicInteger();
  private static final SparseVector LAMP = sparse(new int[] {7, -1, 3}, 1, 2, 0.5f);

  private final CollectionSpec spec =
      CollectionSpec.of(collection, VectorSpec.of(2))
          .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf));

  private static SparseVector sparse(int[] indices, float... values) {
    return SparseVector.of(indices, values);
  }

  private static QdrantPoint point(long id) {
    return QdrantPoint.withId(id).withVector(new float[] {1, 0});
  }

  private QdrantIO.Write<QdrantPoint> write() {
    return QdrantIO.write().withConnection(connection).withCollection(spec);
  }

  private VectorOutput words(long id) throws Exception {
    RetrievedPoint point =
        client.retrieveAsync(collection, List.of(PointIds.of(id)), false, true, null).get().get(0);
    return point
        .getVectors()
        .getVectors()
        .getVectorsOrDefault("words", VectorOutput.getDefaultInstance());
  }

  @Test
  void standBesideTheUnnamedVector() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(
            Create.of(
                point(1).withSparseVector("words", LAMP),
                point(2).withSparseVector("words", sparse(new int[] {3}, 1)),
                point(3).withSparseVector("words", sparse(new int[0])),
                point(4)))
        .apply(write());
    pipeline.run();

    assertThat(client.countAsync(collection).get()).isEqualTo(4);
    assertThat(words(1).getSparse().getIndicesList()).containsExactly(3, 7, -1);
    assertThat(words(1).getSparse().getValuesList()).containsExactly(0.5f, 1f, 2f);
    assertThat(words(3).getSparse().getIndicesList()).isEmpty();
    assertThat(words(4)).as("a point may lack it").isEqualTo(VectorOutput.getDefaultInstance());
    assertThat(client.queryAsync(by(3)).get())
        .extracting(ScoredPoint::getId)
        .containsExactly(PointIds.of(2), PointIds.of(1));
  }

  private QueryPoints by(int index) {
    return QueryPoints.newBuilder()
        .setCollectionName(collection)
        .setUsing("words")
        .setQuery(
            Query.newBuilder()
                .setNearest(
                    VectorInput.newBuilder()
                        .setSparse(
                            io.qdrant.client.grpc.Points.SparseVector.newBuilder()
                                .addIndices(index)
                                .addValues(1))))
        .build();
  }

  @Test
  void badOnesAreRejectedWithTheReasonAndTheirNeighboursLand() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    QdrantPoint refusedByQdrant =
        QdrantPoint.withId(PointIdFactory.id(0).toBuilder().setUuid("no uuid").build())
            .withVector(new float[] {1, 0})
            .withSparseVector("words", LAMP);

    WriteResult<QdrantPoint> result =
        pipeline
            .apply(
                Create.of(
                    point(1).withSparseVector("words", LAMP),
                    point(2).withSparseVector("words", sparse(new int[] {1}, Float.NaN)),
                    point(3).withSparseVector("words", sparse(new int[] {1}, -1)),
                    point(4).withSparseVector("words", sparse(new int[] {1, 2, 1}, 1, 1, 1)),
                    point(5).withSparseVector("terms", LAMP),
                    refusedByQdrant,
                    point(6).withSparseVector("words", LAMP)))
            .apply(write().withWrittenOutput());

    PAssert.that(result.written()).containsInAnyOrder(PointIds.of(1), PointIds.of(6));
    PAssert.that(result.rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .filteredOn(rejection -> rejection.element().id().hasNum())
                  .extracting(rejection -> rejection.element().id().getNum(), Rejected::reason)
                  .containsExactlyInAnyOrder(
                      tuple(2L, "the sparse vector \"words\" has a value that is NaN"),
                      tuple(3L, "the sparse vector \"words\" has a value that is negative, -1.0"),
                      tuple(4L, "the sparse vector \"words\" has two values at the index 1"),
                      tuple(5L, "the sparse vector \"terms\" is none that the collection has"));
              assertThat(rejections)
                  .filteredOn(rejection -> !rejection.element().id().hasNum())
                  .singleElement()
                  .satisfies(
                      refused -> assertThat(refused.reason()).startsWith("INVALID_ARGUMENT"));
              return null;
            });
    pipeline.run();

    assertThat(client.countAsync(collection).get()).as("the probe is gone").isEqualTo(2);
  }

  @Test
  void aCollectionThatIsMadeAnewWithoutThemRejectsNoPoint() throws Exception {
    QdrantCollection.open(connection, spec).close();
    TestPipeline first = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    first.apply(Create.of(point(1).withSparseVector("words", LAMP))).apply(write());
    first.run();
    client.deleteCollectionAsync(collection).get();
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(2))).close();
    REJECTED.set(0);
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(
            Create.of(
                point(2).withSparseVector("words", LAMP), point(3).withSparseVector("words", LAMP)))
        // Through the open session, by which the collection was found to fit.
        .apply(write().withoutValidation())
        .rejected()
        .apply(
            "CountRejected",
            MapElements.into(TypeDescriptors.integers())
                .via(rejected -> REJECTED.incrementAndGet()));

    assertThatThrownBy(pipeline::run)
        .hasStackTraceContaining(
            "Qdrant takes none of the points that it is given: INVALID_ARGUMENT")
        .hasStackTraceContaining("words");
    assertThat(REJECTED).hasValue(0);
    assertThat(client.countAsync(collection).get()).isZero();
  }

  @Test
  void aPointThatIsWrittenWithoutThemHasThemNoMore() throws Exception {
    for (QdrantPoint point : List.of(point(1).withSparseVector("words", LAMP), point(1))) {
      TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      pipeline.apply(Create.of(point)).apply(write());
      pipeline.run();
    }

    assertThat(words(1)).isEqualTo(VectorOutput.getDefaultInstance());
    assertThat(
            QdrantCollection.findSparseVectors(connection, collection)
                .map(found -> Map.copyOf(found)))
        .hasValue(spec.sparseVectors());
  }
}
