package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups of what several searches agree on. */
class FusedGroupsTest extends SparseTestCase {

  @Test
  void eachRoundRanksAnew() {
    upsertColours("red", "red", "blue", "green");

    List<PointGroup> groups = query(byColour().setLimit(2).setGroupSize(1));

    // The first two points make one group. Without them, the third is the first by both.
    assertThat(describe(groups)).containsExactlyInAnyOrder("red[1]", "blue[3]");
    assertThat(groups.stream().map(group -> group.getHits(0).getScore())).containsExactly(1f, 1f);
  }

  @Test
  void prefetchesFindMoreForLargerGroups() {
    upsertColours("red", "red", "blue", "red");

    assertThat(describe(query(byColour(1).setLimit(1).setGroupSize(2))))
        .containsExactly("red[1, 2]");
  }

  @Test
  void groupsAreFilledAsFarAsThereArePoints() {
    upsertColours("red", "blue", "red", "blue", "red", "green");

    assertThat(describe(query(byColour().setLimit(3).setGroupSize(2))))
        .containsExactlyInAnyOrder("red[1, 3]", "blue[2, 4]", "green[6]");
  }

  @Test
  void pointsWithoutAUsableValueAreInNoGroup() {
    client.upsert(
        collection,
        point(1, Map.of(), 9, Map.of(1, 9f)),
        point(2, Map.of("colour", value(true)), 8, Map.of(1, 8f)),
        point(3, Map.of("colour", list(List.of(value("red"), value(7)))), 7, Map.of(1, 7f)));

    assertThat(query(byColour())).hasSize(2);
    assertThat(query(byColour().setGroupBy("nobody.has.this"))).isEmpty();
  }

  @Test
  void filterHoldsForEveryPrefetchAndPayloadComesWhenAsked() {
    upsertColours("red", "blue", "green");
    Filter notRed = Filter.newBuilder().addMustNot(matchKeyword("colour", "red")).build();

    List<PointGroup> groups =
        query(
            byColour()
                .setFilter(notRed)
                .setLimit(1)
                .setGroupSize(1)
                .setWithPayload(WithPayloadSelectorFactory.enable(true)));

    assertThat(describe(groups)).containsExactly("blue[2]");
    assertThat(groups.get(0).getHits(0).getPayloadMap()).isEqualTo(Map.of("colour", value("blue")));
  }

  @Test
  void rescoredPointsAreGroupedToo() {
    upsertColours("red", "blue", "red");

    List<PointGroup> groups =
        query(
            QueryPointGroups.newBuilder()
                .addPrefetch(sparsely(10))
                .setQuery(nearest(1, 0))
                .setGroupBy("colour"));

    assertThat(describe(groups)).containsExactly("red[1, 3]", "blue[2]");
    assertThat(groups.get(0).getHits(0).getScore()).isEqualTo(99f);
  }

  @Test
  void bestGroupIsFilledFromFarBelow() {
    String[] colours = new String[22];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = "colour " + i;
    }
    colours[21] = colours[0];
    upsertColours(colours);

    List<PointGroup> groups =
        query(
            QueryPointGroups.newBuilder()
                .addPrefetch(sparsely(50))
                .setQuery(nearest(1, 0))
                .setGroupBy("colour")
                .setLimit(1)
                .setGroupSize(2));

    assertThat(describe(groups)).containsExactly("colour 0[1, 22]");
  }

  @Test
  void refusals() {
    for (QueryPointGroups.Builder bad :
        List.of(
            byColour().clearQuery(),
            byColour().clearPrefetch(),
            byColour().setGroupBy(""),
            byColour().setGroupSize(0))) {
      assertThat(
              refusal(qdrant().queryGroupsAsync(bad.setCollectionName(collection).build()))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  /** Points 1, 2 and so on, each worse by both queries than the one before. */
  private void upsertColours(String... colours) {
    for (int i = 1; i <= colours.length; i++) {
      client.upsert(
          collection,
          point(i, Map.of("colour", value(colours[i - 1])), 100 - i, Map.of(1, 100f - i)));
    }
  }

  private static QueryPointGroups.Builder byColour() {
    return byColour(10);
  }

  private static QueryPointGroups.Builder byColour(long prefetched) {
    return QueryPointGroups.newBuilder()
        .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1, 0)).setLimit(prefetched))
        .addPrefetch(sparsely(prefetched))
        .setQuery(fusion(Fusion.RRF))
        .setGroupBy("colour");
  }

  private static PrefetchQuery.Builder sparsely(long prefetched) {
    return PrefetchQuery.newBuilder()
        .setQuery(nearest(values(1), indices(1)))
        .setUsing(PLAIN)
        .setLimit(prefetched);
  }

  private List<PointGroup> query(QueryPointGroups.Builder request) {
    return await(qdrant().queryGroupsAsync(request.setCollectionName(collection).build()));
  }

  /** Each group as its value and its hits, in the answer's order. */
  private static List<String> describe(List<PointGroup> groups) {
    return groups.stream()
        .map(
            group ->
                group.getId().getStringValue()
                    + group.getHitsList().stream().map(hit -> hit.getId().getNum()).toList())
        .toList();
  }
}
