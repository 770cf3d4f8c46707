package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteTest extends ContractTestCase {

  @BeforeEach
  void storeThreePoints() {
    client.create(collection, 1, Distance.Dot);
    client.upsert(
        collection,
        point(1, Map.of("a", value("x")), 1),
        point(2, Map.of("a", value("y")), 1),
        point(3, Map.of("a", value("x")), 1));
  }

  @Test
  void deletesByIdAndTakesMissingIdsEasy() {
    assertThat(await(qdrant().deleteAsync(collection, List.of(id(2), id(9)))).getStatus())
        .isEqualTo(UpdateStatus.Completed);
    assertThat(remaining()).containsExactly(1L, 3L);
  }

  @Test
  void deletesByFilter() {
    await(
        qdrant()
            .deleteAsync(collection, Filter.newBuilder().addMust(matchKeyword("a", "x")).build()));
    assertThat(remaining()).containsExactly(2L);
  }

  @Test
  void deleteOfMissingIdsAloneIsFine() {
    assertThat(
            await(qdrant().deleteAsync(collection, List.of(id(9), id(new UUID(0, 9))))).getStatus())
        .isEqualTo(UpdateStatus.Completed);
    assertThat(remaining()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void deletedPointCanComeBack() {
    await(qdrant().deleteAsync(collection, List.of(id(1))));
    client.upsert(collection, point(1, Map.of("a", value("z")), 2));
    assertThat(client.retrieve(collection, id(1)).getPayloadMap())
        .isEqualTo(Map.of("a", value("z")));
    assertThat(client.count(collection)).isEqualTo(3);
  }

  private List<Long> remaining() {
    return client.matching(collection, Filter.getDefaultInstance());
  }
}
