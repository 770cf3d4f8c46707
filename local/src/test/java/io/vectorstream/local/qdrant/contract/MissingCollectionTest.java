package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the calls say of a collection that is not there. */
class MissingCollectionTest extends ContractTestCase {

  enum Call {
    INFO(QdrantClient::getCollectionInfoAsync),
    UPDATE(
        (qdrant, name) ->
            qdrant.updateCollectionAsync(
                UpdateCollection.newBuilder()
                    .setCollectionName(name)
                    .putMetadata("a", value(1))
                    .build())),
    UPSERT((qdrant, name) -> qdrant.upsertAsync(upsertOf(name, point(1, Map.of(), 1)).build())),
    DELETE((qdrant, name) -> qdrant.deleteAsync(name, List.of(id(1)))),
    GET((qdrant, name) -> qdrant.retrieveAsync(name, List.of(id(1)), false, false, null)),
    COUNT(QdrantClient::countAsync),
    SCROLL(
        (qdrant, name) ->
            qdrant.scrollAsync(ScrollPoints.newBuilder().setCollectionName(name).build())),
    QUERY(
        (qdrant, name) ->
            qdrant.queryAsync(
                QueryPoints.newBuilder().setCollectionName(name).setQuery(nearest(1f)).build())),
    SEARCH(
        (qdrant, name) ->
            qdrant.searchAsync(
                SearchPoints.newBuilder()
                    .setCollectionName(name)
                    .addVector(1)
                    .setLimit(1)
                    .build())),
    QUERY_GROUPS(
        (qdrant, name) ->
            qdrant.queryGroupsAsync(
                QueryPointGroups.newBuilder()
                    .setCollectionName(name)
                    .setQuery(nearest(1f))
                    .setGroupBy("a")
                    .build())),
    FACET(
        (qdrant, name) ->
            qdrant.facetAsync(
                FacetCounts.newBuilder().setCollectionName(name).setKey("a").build())),
    CREATE_INDEX(
        (qdrant, name) ->
            qdrant.createPayloadIndexAsync(
                name, "a", PayloadSchemaType.Keyword, null, true, null, null));

    private final BiFunction<QdrantClient, String, ListenableFuture<?>> call;

    Call(BiFunction<QdrantClient, String, ListenableFuture<?>> call) {
      this.call = call;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotFound(Call call) {
    StatusRuntimeException refusal = refusal(call.call.apply(qdrant(), collection));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("Collection `" + collection + "` doesn't exist!");
  }

  @Test
  void doesNotExistAndCannotBeDeleted() {
    assertThat(await(qdrant().collectionExistsAsync(collection))).isFalse();
    assertThat(
            await(
                    qdrant()
                        .grpcClient()
                        .collections()
                        .delete(
                            DeleteCollection.newBuilder().setCollectionName(collection).build()))
                .getResult())
        .isFalse();
  }
}
