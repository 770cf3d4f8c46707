package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.DeletePoints;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateBatchTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void operationsAreAppliedInTheirOrder() {
    client.upsert(collection, named(1, "old"), named(2, "old"));

    List<UpdateResult> results =
        await(
            update(
                upsert(named(1, "new"), named(3, "new")),
                delete(
                    PointsSelector.newBuilder()
                        .setFilter(Filter.newBuilder().addMust(matchKeyword("name", "new")))),
                upsert(named(3, "newest")),
                delete(
                    PointsSelector.newBuilder()
                        .setPoints(PointsIdsList.newBuilder().addIds(id(2)).addIds(id(9))))));

    assertThat(results)
        .extracting(UpdateResult::getStatus)
        .containsExactly(
            UpdateStatus.Completed,
            UpdateStatus.Completed,
            UpdateStatus.Completed,
            UpdateStatus.Completed);
    assertThat(client.matching(collection, Filter.getDefaultInstance())).containsExactly(3L);
    assertThat(client.retrieve(collection, id(3)).getPayloadMap())
        .isEqualTo(Map.of("name", value("newest")));
  }

  @Test
  void everyUpsertHasItsOwnCondition() {
    client.upsert(collection, version(1, 5), version(2, 5));

    await(update(upsertUnlessNewerThan(4, version(1, 4)), upsertUnlessNewerThan(6, version(2, 6))));

    assertThat(client.retrieve(collection, id(1)).getPayloadMap())
        .isEqualTo(Map.of("version", value(5)));
    assertThat(client.retrieve(collection, id(2)).getPayloadMap())
        .isEqualTo(Map.of("version", value(6)));
  }

  @Test
  void badOperationFailsTheCallAndThoseBeforeItStay() {
    ListenableFuture<?> call =
        update(upsert(named(1, "a")), upsert(point(2, Map.of(), 1, 2)), upsert(named(3, "c")));

    assertThat(refusal(call).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(client.matching(collection, Filter.getDefaultInstance())).containsExactly(1L);
  }

  private ListenableFuture<List<UpdateResult>> update(PointsUpdateOperation... operations) {
    return qdrant().batchUpdateAsync(collection, List.of(operations), true, null, null);
  }

  private static PointsUpdateOperation upsert(PointStruct... points) {
    return PointsUpdateOperation.newBuilder()
        .setUpsert(PointStructList.newBuilder().addAllPoints(List.of(points)))
        .build();
  }

  private static PointsUpdateOperation upsertUnlessNewerThan(int version, PointStruct point) {
    return PointsUpdateOperation.newBuilder()
        .setUpsert(
            PointStructList.newBuilder()
                .addPoints(point)
                .setUpdateFilter(
                    Filter.newBuilder()
                        .addMustNot(range("version", Range.newBuilder().setGte(version).build()))))
        .build();
  }

  private static PointsUpdateOperation delete(PointsSelector.Builder points) {
    return PointsUpdateOperation.newBuilder()
        .setDeletePoints(DeletePoints.newBuilder().setPoints(points))
        .build();
  }

  private static PointStruct named(long number, String name) {
    return point(number, Map.of("name", value(name)), 1);
  }

  private static PointStruct version(long number, long version) {
    return point(number, Map.of("version", value(version)), 1);
  }
}
