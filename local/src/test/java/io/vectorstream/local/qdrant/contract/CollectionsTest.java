package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionsTest extends ContractTestCase {

  @Test
  void createdCollectionIsDescribed() {
    client.create(collection, 4, Distance.Euclid);

    CollectionInfo info = await(qdrant().getCollectionInfoAsync(collection));

    assertThat(info.getStatus()).isEqualTo(CollectionStatus.Green);
    assertThat(info.getPointsCount()).isZero();
    VectorParams vectors = info.getConfig().getParams().getVectorsConfig().getParams();
    assertThat(vectors.getSize()).isEqualTo(4);
    assertThat(vectors.getDistance()).isEqualTo(Distance.Euclid);
    assertThat(info.getPayloadSchemaMap()).isEmpty();
  }

  @Test
  void infoCountsThePoints() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 1), point(2, Map.of(), 2));
    client.upsert(collection, point(2, Map.of(), 3));
    assertThat(await(qdrant().getCollectionInfoAsync(collection)).getPointsCount()).isEqualTo(2);
  }

  @Test
  void existsAndListFollowCreationAndDeletion() {
    assertThat(await(qdrant().collectionExistsAsync(collection))).isFalse();
    client.create(collection, 4, Distance.Cosine);
    assertThat(await(qdrant().collectionExistsAsync(collection))).isTrue();
    assertThat(await(qdrant().listCollectionsAsync())).contains(collection);

    assertThat(delete()).isTrue();

    assertThat(await(qdrant().collectionExistsAsync(collection))).isFalse();
    assertThat(await(qdrant().listCollectionsAsync())).doesNotContain(collection);
    assertThat(delete()).isFalse();
  }

  @Test
  void collectionCreatedAgainAfterDeletionIsEmpty() {
    client.create(collection, 2, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 1, 2));
    await(qdrant().deleteCollectionAsync(collection));

    client.create(collection, 3, Distance.Dot);

    assertThat(client.count(collection)).isZero();
  }

  @Test
  void creatingTwiceIsRefusedAndChangesNothing() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 1));

    assertRefused(create(collection, 1, Distance.Dot), Status.Code.ALREADY_EXISTS, collection);
    assertRefused(create(collection, 4, Distance.Cosine), Status.Code.ALREADY_EXISTS, collection);

    assertThat(client.count(collection)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b"})
  void badNamesAreRefused(String name) {
    assertRefused(create(name, 4, Distance.Cosine), Status.Code.INVALID_ARGUMENT, "name");
  }

  @Test
  void namesOfMoreThan255CharactersAreRefused() {
    assertRefused(create("x".repeat(256), 4, Distance.Cosine), Status.Code.INVALID_ARGUMENT, "255");
  }

  @Test
  void spacesPercentSignsAndAccentsAreFineInNames() {
    String odd = collection + " 50 % öffentlich";
    client.create(odd, 1, Distance.Dot);
    client.upsert(odd, point(1, Map.of(), 1));

    assertThat(await(qdrant().listCollectionsAsync())).contains(odd);
    assertThat(client.count(odd)).isEqualTo(1);
  }

  @Test
  void largestVectorSizeIsAccepted() {
    client.create(collection, 65_536, Distance.Dot);
    assertThat(await(qdrant().collectionExistsAsync(collection))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 65_537})
  void badVectorSizesAreRefused(long size) {
    assertRefused(create(collection, size, Distance.Cosine), Status.Code.INVALID_ARGUMENT, "size");
  }

  @Test
  void metadataIsSetAtCreationAndMergedByUpdates() {
    client.create(collection, Map.of("model", value("mini"), "tokens", value(256)));

    client.mergeMetadata(collection, Map.of("model", value("maxi"), "pooling", value("mean")));

    assertThat(client.metadata(collection))
        .isEqualTo(Map.of("model", value("maxi"), "tokens", value(256), "pooling", value("mean")));
  }

  @Test
  void metadataIsMergedKeyByKeyAndNullTakesAKeyAway() {
    client.create(collection, Map.of("model", value(Map.of("name", value("mini")))));

    client.mergeMetadata(
        collection, Map.of("model", value(Map.of("size", value(8))), "absent", nullValue()));
    assertThat(client.metadata(collection))
        .isEqualTo(Map.of("model", value(Map.of("size", value(8)))));

    client.mergeMetadata(collection, Map.of());
    assertThat(client.metadata(collection)).containsOnlyKeys("model");

    client.mergeMetadata(collection, Map.of("model", nullValue()));
    assertThat(client.metadata(collection)).isEmpty();
  }

  /** Past the client's own checks, which see to it that a server is never asked. */
  private StatusRuntimeException create(String name, long size, Distance distance) {
    return refusal(
        qdrant()
            .grpcClient()
            .collections()
            .create(
                CreateCollection.newBuilder()
                    .setCollectionName(name)
                    .setVectorsConfig(vectors(size, distance))
                    .build()));
  }

  private boolean delete() {
    return await(
            qdrant()
                .grpcClient()
                .collections()
                .delete(DeleteCollection.newBuilder().setCollectionName(collection).build()))
        .getResult();
  }

  private static VectorsConfig vectors(long size, Distance distance) {
    return VectorsConfig.newBuilder()
        .setParams(VectorParams.newBuilder().setSize(size).setDistance(distance))
        .build();
  }

  private static void assertRefused(
      StatusRuntimeException refusal, Status.Code code, String words) {
    assertThat(refusal.getStatus().getCode()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining(words);
  }
}
