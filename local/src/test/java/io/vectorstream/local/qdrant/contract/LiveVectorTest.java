package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorFactory.vector;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A collection that has points is given a sparse vector, by a call that Qdrant has since 1.18 and
 * its client here does not.
 */
class LiveVectorTest extends SparseTestCase {
  private static final String NEW = "new";
  private static final int IDF = Modifier.Idf_VALUE;

  @BeforeEach
  void upsertPoint() {
    client.upsert(collection, point(1, Map.of(), 5, Map.of(3, 0.5f)));
  }

  @Test
  void pointsMayHaveItFromThenOn() {
    assertThat(await(create(NEW, IDF)).getResult().getStatus()).isEqualTo(UpdateStatus.Completed);

    assertThat(sparseVectors()).containsOnlyKeys(WORDS, PLAIN, NEW);
    assertThat(sparseVectors().get(NEW).getModifier()).isEqualTo(Modifier.Idf);
    client.upsert(collection, point(2, NEW, Map.of(3, 2f)));
    assertThat(
            numbers(
                query(
                    QueryPoints.newBuilder()
                        .setQuery(nearest(values(1), indices(3)))
                        .setUsing(NEW))))
        .containsExactly(2L);
    assertThat(client.retrieve(collection, id(1)).getVectors().getVectors().getVectorsMap())
        .containsOnlyKeys("", PLAIN);
  }

  @Test
  void sameVectorAgainChangesNothing() {
    await(create(WORDS, IDF));
    await(create(NEW, IDF));
    await(create(NEW, IDF));

    assertThat(sparseVectors()).containsOnlyKeys(WORDS, PLAIN, NEW);
  }

  @Test
  void nameThatStandsForSomethingElseIsRefused() {
    assertThat(refused(create(PLAIN, IDF))).hasMessageContaining("different configuration");
    assertThat(refused(create("", IDF))).hasMessageContaining("already exists as a dense vector");
    refused(create("n".repeat(201), IDF));
    refused(call(message(NEW)));

    assertThat(sparseVectors()).containsOnlyKeys(WORDS, PLAIN);
  }

  @Test
  void missingCollectionIsNotFound() {
    UnknownFieldSet.Builder elsewhere =
        message(NEW)
            .addField(1, bytes(ByteString.copyFromUtf8(collection + "-missing")))
            .addField(5, bytes(ByteString.EMPTY));

    assertThat(refusal(call(elsewhere)).getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void vectorIsThereForPointsThatHadNone() {
    await(create(NEW, IDF));
    client.upsert(
        collection, point(1, Map.of(), Map.of("", vector(5, 0), NEW, sparse(Map.of(3, 1f)))));

    assertThat(client.retrieve(collection, id(1)).getVectors().getVectors().getVectorsMap())
        .containsOnlyKeys("", NEW);
    assertThat(client.count(collection)).isEqualTo(1);
  }

  private Map<String, SparseVectorParams> sparseVectors() {
    return await(qdrant().getCollectionInfoAsync(collection))
        .getConfig()
        .getParams()
        .getSparseVectorsConfig()
        .getMapMap();
  }

  private ListenableFuture<PointsOperationResponse> create(String name, int modifier) {
    UnknownFieldSet sparse = UnknownFieldSet.newBuilder().addField(1, number(modifier)).build();
    return call(message(name).addField(5, bytes(sparse.toByteString())));
  }

  private UnknownFieldSet.Builder message(String name) {
    return UnknownFieldSet.newBuilder()
        .addField(1, bytes(ByteString.copyFromUtf8(collection)))
        .addField(2, number(1))
        .addField(3, bytes(ByteString.copyFromUtf8(name)));
  }

  private ListenableFuture<PointsOperationResponse> call(UnknownFieldSet.Builder message) {
    return client.createVectorName(message.build());
  }

  private static Field bytes(ByteString value) {
    return Field.newBuilder().addLengthDelimited(value).build();
  }

  private static Field number(int value) {
    return Field.newBuilder().addVarint(value).build();
  }

  private static StatusRuntimeException refused(ListenableFuture<?> call) {
    StatusRuntimeException refusal = refusal(call);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refusal;
  }
}
