package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.Modifier;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.connection.NotPermittedException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sparse vectors that a collection is given after it was created. */
final class LiveSparseVectorsIT extends StoreTestCase {

  private static final SparseVectorSpec IDF = SparseVectorSpec.create().withModifier(Modifier.Idf);

  private final CollectionSpec plain = CollectionSpec.of(collection, VectorSpec.of(2));
  private final CollectionSpec words =
      plain.withSparseVector("words", IDF).withSparseVector("tags", SparseVectorSpec.create());

  private void open(CollectionSpec spec) {
    QdrantCollection.open(connection, spec).close();
  }

  private Map<String, SparseVectorSpec> found() {
    return QdrantCollection.findSparseVectors(connection, collection).orElseThrow();
  }

  @Test
  void areAddedOnceAndPointsMayHaveThemFromThenOn() throws Exception {
    open(plain);
    upsert(QdrantPoint.withId(1).withVector(new float[] {1, 0}));

    assertThat(QdrantCollection.addMissingSparseVectors(connection, words))
        .containsExactlyInAnyOrder("words", "tags");
    assertThat(found()).isEqualTo(words.sparseVectors());
    assertThat(QdrantCollection.addMissingSparseVectors(connection, words)).isEmpty();

    open(words);
    upsert(
        QdrantPoint.withId(2)
            .withVector(new float[] {0, 1})
            .withSparseVector("words", SparseVector.of(new int[] {5}, new float[] {1})));
    assertThat(client.countAsync(collection).get()).isEqualTo(2);
  }

  private void upsert(QdrantPoint point) throws Exception {
    client.upsertAsync(collection, List.of(point.toStruct())).get();
  }

  @Test
  void areNotAddedToACollectionThatDoesNotFit() {
    open(plain);

    assertThatThrownBy(
            () ->
                QdrantCollection.addMissingSparseVectors(
                    connection, words.withVector(VectorSpec.of(3))))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageContaining("does not fit: vector size 2, wanted 3: choose");
    assertThat(found()).isEmpty();

    QdrantCollection.addMissingSparseVectors(
        connection, plain.withSparseVector("words", SparseVectorSpec.create()));
    assertThatThrownBy(() -> QdrantCollection.addMissingSparseVectors(connection, words))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageContaining("does not fit: modifier of \"words\" None, wanted Idf: choose");
    assertThat(found()).containsOnlyKeys("words");
  }

  @Test
  void ofACollectionThatIsMissingThereAreNone() {
    assertThat(QdrantCollection.addMissingSparseVectors(connection, words)).isEmpty();
    assertThat(QdrantCollection.findSparseVectors(connection, collection)).isEmpty();
  }

  @Test
  void aServerThatIsTooOldOrDoesNotPermitItSaysSo() {
    open(plain);
    try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", store.port())) {
      QdrantConnection older = QdrantConnection.of(proxy.url());
      proxy.schedule(
          CreateVectorName.METHOD, 1, call -> call.fail(Status.UNIMPLEMENTED, new Metadata()));
      proxy.schedule(
          CreateVectorName.METHOD, 1, call -> call.fail(Status.PERMISSION_DENIED, new Metadata()));

      assertThatThrownBy(() -> QdrantCollection.addMissingSparseVectors(older, words))
          .isInstanceOf(QdrantException.class)
          .hasMessageMatching(
              "Qdrant at \\Q%s\\E is version \\S+: it cannot add a vector to a collection that exists, as Qdrant can from 1.18.0 on"
                  .formatted(proxy.url()));
      assertThatThrownBy(() -> QdrantCollection.addMissingSparseVectors(older, words))
          .isInstanceOf(NotPermittedException.class);
    }
    assertThat(found()).isEmpty();
  }
}
