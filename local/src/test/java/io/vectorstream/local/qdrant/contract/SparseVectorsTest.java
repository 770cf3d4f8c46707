package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sparse vectors are declared, stored and read beside the dense ones. */
class SparseVectorsTest extends SparseTestCase {

  @Test
  void infoNamesThemBesideTheDenseOne() {
    CollectionParams params =
        await(qdrant().getCollectionInfoAsync(collection)).getConfig().getParams();

    assertThat(params.getVectorsConfig().getParams().getSize()).isEqualTo(2);
    Map<String, SparseVectorParams> sparse = params.getSparseVectorsConfig().getMapMap();
    assertThat(sparse).containsOnlyKeys(WORDS, PLAIN);
    assertThat(sparse.get(WORDS).getModifier()).isEqualTo(Modifier.Idf);
    assertThat(sparse.get(PLAIN).getModifier()).isEqualTo(Modifier.None);
  }

  @Test
  void collectionMayHaveSparseVectorsAlone() {
    String sparseOnly = collection + "-sparse";
    await(
        qdrant()
            .createCollectionAsync(
                request().clearVectorsConfig().setCollectionName(sparseOnly).build()));
    client.upsert(sparseOnly, point(1, WORDS, Map.of(7, 0.5f)));

    assertThat(sparseOf(client.retrieve(sparseOnly, id(1)), WORDS)).isEqualTo(of(7, 0.5f));
  }

  @Test
  void nameOfADenseVectorIsRefused() {
    String clash = collection + "-clash";
    CreateCollection request =
        CreateCollection.newBuilder()
            .setCollectionName(clash)
            .setVectorsConfig(
                VectorsConfig.newBuilder()
                    .setParamsMap(
                        VectorParamsMap.newBuilder()
                            .putMap(
                                WORDS,
                                VectorParams.newBuilder()
                                    .setSize(2)
                                    .setDistance(Distance.Dot)
                                    .build())))
            .setSparseVectorsConfig(
                SparseVectorConfig.newBuilder()
                    .putMap(WORDS, SparseVectorParams.getDefaultInstance()))
            .build();

    StatusRuntimeException refusal = refusal(qdrant().createCollectionAsync(request));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining(WORDS);
    assertThat(await(qdrant().collectionExistsAsync(clash))).isFalse();
  }

  @Test
  void updateOfACollectionAddsNone() {
    UpdateCollection update =
        UpdateCollection.newBuilder()
            .setCollectionName(collection)
            .setSparseVectorsConfig(
                SparseVectorConfig.newBuilder()
                    .putMap("more", SparseVectorParams.getDefaultInstance()))
            .build();

    StatusRuntimeException refusal = refusal(qdrant().updateCollectionAsync(update));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining("Not existing vector name error: more");
  }

  @Test
  void pointsHaveSomeOrAllOfTheVectors() {
    client.upsert(
        collection,
        point(1, Map.of("a", value(1)), 5, Map.of(3, 0.5f)),
        point(2, Map.of(), Map.of("", vector(6, 7))),
        point(3, WORDS, Map.of(1, 2f)));

    RetrievedPoint both = client.retrieve(collection, id(1));
    assertThat(both.getPayloadMap()).isEqualTo(Map.of("a", value(1)));
    assertThat(both.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("", PLAIN);
    assertThat(
            VectorOutputHelper.getDenseVector(both.getVectors().getVectors().getVectorsOrThrow(""))
                .getDataList())
        .containsExactly(5f, 0f);
    assertThat(sparseOf(both, PLAIN)).isEqualTo(of(3, 0.5f));
    RetrievedPoint dense = client.retrieve(collection, id(2));
    assertThat(dense.getVectors().getVector().getDense().getDataList()).containsExactly(6f, 7f);
    RetrievedPoint sparse = client.retrieve(collection, id(3));
    assertThat(sparse.getVectors().getVectors().getVectorsMap()).containsOnlyKeys(WORDS);
    assertThat(sparseOf(sparse, WORDS)).isEqualTo(of(1, 2f));
  }

  @Test
  void selectedNamesComeBackAlone() {
    client.upsert(collection, point(1, Map.of(), 5, Map.of(3, 0.5f)));

    List<RetrievedPoint> points =
        await(
            qdrant()
                .retrieveAsync(
                    collection,
                    List.of(id(1)),
                    WithPayloadSelectorFactory.enable(false),
                    WithVectorsSelectorFactory.include(List.of(PLAIN, WORDS)),
                    null));

    assertThat(points.get(0).getVectors().getVectors().getVectorsMap()).containsOnlyKeys(PLAIN);
    assertThat(sparseOf(points.get(0), PLAIN)).isEqualTo(of(3, 0.5f));
  }

  @Test
  @SuppressWarnings("deprecation") // older clients use these fields
  void numbersInTheFieldsOfOldAreTheSame() {
    Vector old =
        Vector.newBuilder()
            .addAllData(values(1, 2))
            .setIndices(SparseIndices.newBuilder().addAllData(indices(9, 4)))
            .build();
    client.upsert(collection, point(1, Map.of(), Map.of(WORDS, old)));

    assertThat(sparseOf(client.retrieve(collection, id(1)), WORDS))
        .isEqualTo(
            SparseVector.newBuilder()
                .addIndices(4)
                .addValues(2)
                .addIndices(9)
                .addValues(1)
                .build());
  }

  @Test
  void indicesComeBackSortedAsUnsigned() {
    Vector unsorted = vector(values(1, 2, 3, 4, 5), indices(-1, 7, 0, Integer.MIN_VALUE, 3));
    client.upsert(collection, point(1, Map.of(), Map.of(WORDS, unsorted)));

    SparseVector stored = sparseOf(client.retrieve(collection, id(1)), WORDS);
    assertThat(stored.getIndicesList()).containsExactly(0, 3, 7, Integer.MIN_VALUE, -1);
    assertThat(stored.getValuesList()).containsExactly(3f, 5f, 2f, 4f, 1f);
  }

  @Test
  void anyValueIsStored() {
    client.upsert(
        collection,
        point(1, WORDS, Map.of()),
        point(2, WORDS, Map.of(1, Float.NaN, 2, -3f, 3, 0f, 4, Float.POSITIVE_INFINITY)));

    RetrievedPoint empty = client.retrieve(collection, id(1));
    assertThat(empty.getVectors().getVectors().getVectorsMap()).containsOnlyKeys(WORDS);
    assertThat(sparseOf(empty, WORDS)).isEqualTo(SparseVector.getDefaultInstance());
    assertThat(sparseOf(client.retrieve(collection, id(2)), WORDS).getValuesList())
        .containsExactly(Float.NaN, -3f, 0f, Float.POSITIVE_INFINITY);
  }

  @Test
  void upsertReplacesAllVectorsOfAPoint() {
    client.upsert(collection, point(1, Map.of(), 5, Map.of(3, 0.5f)));
    client.upsert(collection, point(1, WORDS, Map.of(1, 1f)));

    assertThat(client.retrieve(collection, id(1)).getVectors().getVectors().getVectorsMap())
        .containsOnlyKeys(WORDS);
  }

  @Test
  void badVectorsAreRefused() {
    assertThat(refusedUpsert(point(2, "image", Map.of(1, 1f))))
        .hasMessageContaining("Not existing vector name error: image");
    refusedUpsert(point(2, Map.of(), Map.of(WORDS, vector(values(1, 2), indices(7, 7)))));
    refusedUpsert(point(2, Map.of(), Map.of(WORDS, vector(values(1), indices(7, 8)))));
    refusedUpsert(point(2, Map.of(), Map.of(WORDS, vector(values(1, 2), indices(7)))));
    refusedUpsert(point(2, Map.of(), Map.of(WORDS, vector(1, 2))));
    refusedUpsert(point(2, "", Map.of(1, 1f)));
    refusedUpsert(
        PointStruct.newBuilder()
            .setId(id(2))
            .setVectors(VectorsFactory.vectors(sparse(Map.of(1, 1f))))
            .build());
  }

  private StatusRuntimeException refusedUpsert(PointStruct bad) {
    PointStruct good = point(1, Map.of(), 5, Map.of(3, 0.5f));
    StatusRuntimeException refusal =
        refusal(qdrant().upsertAsync(upsertOf(collection, good, bad).build()));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(await(qdrant().retrieveAsync(collection, List.of(id(2)), false, false, null)))
        .as("where vectors have names, Qdrant may have stored the good point all the same")
        .isEmpty();
    return refusal;
  }

  private static SparseVector of(int index, float value) {
    return SparseVector.newBuilder().addIndices(index).addValues(value).build();
  }

  private static SparseVector sparseOf(RetrievedPoint point, String name) {
    return VectorOutputHelper.getSparseVector(
        point.getVectors().getVectors().getVectorsOrThrow(name));
  }
}
