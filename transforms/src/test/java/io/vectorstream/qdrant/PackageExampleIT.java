package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.PayloadIndex;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** The example of the package's documentation, as it stands there. */
final class PackageExampleIT extends StoreTestCase {

  private record Change(String sku, Instant time, float[] embedding) implements Serializable {

    boolean isRemoval() {
      return embedding == null;
    }
  }

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void keepsACollectionInStepWithChanges() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<Change> changes =
        pipeline.apply(
            Create.of(
                    new Change("lamp", NOON, new float[] {1, 0}),
                    new Change("chair", NOON, new float[] {0, 1}),
                    new Change("chair", NOON.plusSeconds(1), null),
                    new Change("table", NOON, new float[] {1}))
                .withCoder(SerializableCoder.of(Change.class)));

    WriteResult<Change> result =
        changes.apply(
            "WriteToQdrant",
            QdrantIO.<Change>writeVia(
                    change -> {
                      QdrantPoint point = QdrantPoint.withId(change.sku());
                      Map<String, Value> version =
                          Map.of("changed_at", ValueFactory.value(change.time().toString()));
                      return change.isRemoval()
                          ? point.withPayload(version).deleted()
                          : point.withVector(change.embedding()).withPayload(version);
                    })
                .withConnection(connection)
                .withCollection(
                    CollectionSpec.of(collection, VectorSpec.of(2))
                        .withPayloadIndex(PayloadIndex.datetime("changed_at")))
                .withVersion("changed_at")
                .withMaxOutage(Duration.ofMinutes(10)));

    PCollection<String> described =
        result
            .rejected()
            .apply(
                "Describe",
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        (Rejected<Change> rejected) ->
                            rejected.element().sku() + ": " + rejected.reason()));
    PAssert.that(described)
        .containsInAnyOrder("table: the vector has 1 components, the collection's have 2");
    pipeline.run().waitUntilFinish();

    assertThat(
            client
                .scrollAsync(ScrollPoints.newBuilder().setCollectionName(collection).build())
                .get()
                .getResultList())
        .extracting(point -> point.getId())
        .contains(PointIds.of("lamp"))
        .doesNotContain(PointIds.of("table"));
  }
}
