package io.vectorstream.chaos.walk;

import static io.qdrant.client.PointIdFactory.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestPointsTest {

  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  private static final UpsertPoints UPSERT =
      UpsertPoints.newBuilder()
          .setCollectionName("c")
          .addPoints(PointStruct.newBuilder().setId(id(A)))
          .addPoints(PointStruct.newBuilder().setId(id(B)))
          .build();
  private static final PointsSelector SELECTION =
      PointsSelector.newBuilder()
          .setPoints(PointsIdsList.newBuilder().addIds(id(A)).addIds(id(B)))
          .build();

  @Test
  void findsThePointsOfEachKindOfRequest() {
    UpdateBatchPoints batch =
        UpdateBatchPoints.newBuilder()
            .addOperations(
                PointsUpdateOperation.newBuilder()
                    .setUpsert(
                        PointsUpdateOperation.PointStructList.newBuilder()
                            .addPoints(UPSERT.getPoints(0))))
            .addOperations(
                PointsUpdateOperation.newBuilder()
                    .setDeletePoints(
                        PointsUpdateOperation.DeletePoints.newBuilder().setPoints(SELECTION)))
            .build();

    assertThat(RequestPoints.ids("qdrant.Points/Upsert", UPSERT.toByteArray()))
        .containsExactly(A.toString(), B.toString());
    assertThat(
            RequestPoints.ids(
                "qdrant.Points/Delete",
                DeletePoints.newBuilder().setPoints(SELECTION).build().toByteArray()))
        .containsExactly(A.toString(), B.toString());
    assertThat(
            RequestPoints.ids(
                "qdrant.Points/Get", GetPoints.newBuilder().addIds(id(B)).build().toByteArray()))
        .containsExactly(B.toString());
    assertThat(RequestPoints.ids("qdrant.Points/UpdateBatch", batch.toByteArray()))
        .containsExactly(A.toString(), A.toString(), B.toString());
    assertThat(RequestPoints.ids("qdrant.Points/Count", new byte[0])).isEmpty();
  }

  @Test
  void leavesPointsOutOfAnUpsert() throws Exception {
    byte[] rest = RequestPoints.without(A.toString()::equals, UPSERT.toByteArray());

    assertThat(UpsertPoints.parseFrom(rest)).isEqualTo(UPSERT.toBuilder().removePoints(0).build());
  }
}
