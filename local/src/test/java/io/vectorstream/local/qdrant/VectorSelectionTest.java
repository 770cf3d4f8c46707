package io.vectorstream.local.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorSelectionTest extends StoreTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 5));
  }

  @Test
  void emptyNameIsTheUnnamedVector() {
    assertThat(await(retrieve(1, "")).get(0).getVectors().getVector().getDense().getDataList())
        .containsExactly(5f);
  }

  @Test
  void unknownNameIsRefusedWhereThereIsAPoint() {
    StatusRuntimeException refusal = refusal(retrieve(1, "image"));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining("Not existing vector name error: image");
    assertThat(await(retrieve(2, "image"))).isEmpty();
  }

  private ListenableFuture<List<RetrievedPoint>> retrieve(long number, String vector) {
    return qdrant()
        .retrieveAsync(
            collection,
            List.of(id(number)),
            WithPayloadSelectorFactory.enable(false),
            WithVectorsSelectorFactory.include(List.of(vector)),
            null);
  }
}
