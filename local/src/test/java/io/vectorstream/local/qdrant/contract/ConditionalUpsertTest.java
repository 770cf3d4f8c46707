package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateMode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditionalUpsertTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 4, Distance.Dot);
  }

  @Test
  void insertOnlyKeepsWhatIsThereAndUpdateOnlyAddsNothing() {
    client.upsert(collection, version(1, 1));

    await(
        qdrant()
            .upsertAsync(
                upsertOf(collection, version(1, 2), version(2, 2))
                    .setUpdateMode(UpdateMode.InsertOnly)
                    .build()));
    await(
        qdrant()
            .upsertAsync(
                upsertOf(collection, version(2, 3), version(3, 3))
                    .setUpdateMode(UpdateMode.UpdateOnly)
                    .build()));

    assertThat(versions()).isEqualTo(Map.of(1L, 1L, 2L, 3L));
  }

  @Test
  void updateFilterGuardsOnlyThePointsThatAreThere() {
    client.upsert(collection, version(1, 5), version(2, 7), point(3, Map.of(), 1, 1, 1, 1));

    upsertIf(mustNotBeAtLeast(6), version(1, 6), version(2, 6), version(3, 6), version(4, 6));
    assertThat(versions()).isEqualTo(Map.of(1L, 6L, 2L, 7L, 3L, 6L, 4L, 6L));

    upsertIf(mustNotBeAtLeast(7), version(2, 7), version(5, 1), version(5, 2));
    assertThat(versions()).containsEntry(2L, 7L).containsEntry(5L, 2L);
  }

  @Test
  void equalIdsInABatchAreNotHeldAgainstEachOther() {
    client.upsert(collection, version(1, 3));

    upsertIf(mustNotBeAtLeast(4), version(1, 9), version(1, 4), version(2, 9), version(2, 4));

    assertThat(versions()).isEqualTo(Map.of(1L, 4L, 2L, 4L));
  }

  @Test
  void updateFilterWithMustReplacesWhatMatches() {
    client.upsert(collection, version(1, 3), version(2, 9));

    upsertIf(
        Filter.newBuilder().addMust(range("version", Range.newBuilder().setLt(9).build())).build(),
        version(1, 9),
        version(2, 9));

    assertThat(versions()).isEqualTo(Map.of(1L, 9L, 2L, 9L));
    assertThat(client.retrieve(collection, id(1)).getPayloadMap())
        .isEqualTo(Map.of("version", value(9)));
  }

  @Test
  void updateFilterWithMustNeverReplacesAPointWithoutTheField() {
    client.upsert(collection, point(1, Map.of("kept", value(true)), 1, 1, 1, 1));

    upsertIf(
        Filter.newBuilder().addMust(range("version", Range.newBuilder().setLt(9).build())).build(),
        version(1, 9));

    assertThat(client.retrieve(collection, id(1)).getPayloadMap())
        .isEqualTo(Map.of("kept", value(true)));
  }

  private void upsertIf(Filter filter, PointStruct... points) {
    await(qdrant().upsertAsync(upsertOf(collection, points).setUpdateFilter(filter).build()));
  }

  private Map<Long, Long> versions() {
    Map<Long, Long> versions = new TreeMap<>();
    for (long number : client.matching(collection, Filter.getDefaultInstance())) {
      versions.put(
          number,
          client
              .retrieve(collection, id(number))
              .getPayloadOrDefault("version", value(0))
              .getIntegerValue());
    }
    return versions;
  }

  private static Filter mustNotBeAtLeast(int version) {
    return Filter.newBuilder()
        .addMustNot(range("version", Range.newBuilder().setGte(version).build()))
        .build();
  }

  private static PointStruct version(long number, long version) {
    return point(number, Map.of("version", value(version)), 1, 1, 1, 1);
  }
}
