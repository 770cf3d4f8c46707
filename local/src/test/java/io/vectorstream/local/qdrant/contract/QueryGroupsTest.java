package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryGroupsTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void groupsByTheBestHitWithTheBestHitsOfEach() {
    upsertColours("red", "green", "red", "blue", "green", "red");

    assertThat(groups(byColour().setLimit(2).setGroupSize(2)))
        .containsExactly("red[6, 3]", "green[5, 2]");
    assertThat(groups(byColour().setLimit(1).setGroupSize(1))).containsExactly("red[6]");
  }

  @Test
  void tenGroupsOfThreeUnlessAskedOtherwise() {
    for (int i = 0; i < 44; i++) {
      client.upsert(collection, point(i, Map.of("g", value("g" + i % 11)), i));
    }

    List<PointGroup> found = query(byColour().setGroupBy("g"));

    assertThat(found)
        .hasSize(10)
        .allSatisfy(group -> assertThat(group.getHitsCount()).isEqualTo(3));
    assertThat(describe(found)).startsWith("g10[43, 32, 21]", "g9[42, 31, 20]");
  }

  @Test
  void pointsWithoutAUsableValueAreInNoGroup() {
    client.upsert(
        collection,
        point(1, Map.of("colour", value("red")), 1),
        point(2, Map.of(), 2),
        point(3, Map.of("colour", nullValue()), 3),
        point(4, Map.of("colour", list(List.of())), 4),
        point(5, Map.of("colour", value(2.5)), 5),
        point(6, Map.of("colour", value(true)), 6),
        point(7, Map.of("colour", list(List.of(value("red"), value(1.5)))), 7),
        point(8, Map.of("colour", list(List.of(list(List.of(value("red")))))), 8),
        point(9, Map.of("other", value("red")), 9));

    assertThat(groups(byColour())).containsExactly("red[1]");
    assertThat(groups(byColour().setGroupBy("nobody.has.this"))).isEmpty();
  }

  @Test
  void listPutsAPointInAGroupForEachOfItsValues() {
    client.upsert(
        collection,
        point(1, Map.of("colour", list(List.of(value("red"), value("blue"), value("red")))), 1),
        point(2, Map.of("colour", value("red")), 2),
        point(3, Map.of("colour", value("green")), 3));

    assertThat(groups(byColour())).containsExactly("green[3]", "red[2, 1]", "blue[1]");
    assertThat(groups(byColour().setGroupBy("colour[]")))
        .as("only lists have elements")
        .containsExactlyInAnyOrder("red[1]", "blue[1]");
  }

  @Test
  void integersAreGroupsOfTheirOwn() {
    client.upsert(
        collection,
        point(1, Map.of("colour", value(7)), 1),
        point(2, Map.of("colour", value("7")), 2),
        point(3, Map.of("colour", value(-7)), 3),
        point(4, Map.of("colour", value(7)), 4));

    assertThat(groups(byColour())).containsExactly("unsigned 7[4, 1]", "integer -7[3]", "7[2]");
  }

  @Test
  void fieldsOfObjectsAreReachedByTheirPath() {
    client.upsert(
        collection,
        point(1, Map.of("product", value(Map.of("id", value("a")))), 1),
        point(2, Map.of("product", value(Map.of("id", value("b")))), 2),
        point(3, Map.of("product.id", value("c")), 3));

    assertThat(groups(byColour().setGroupBy("product.id"))).containsExactly("b[2]", "a[1]");
    assertThat(groups(byColour().setGroupBy("\"product.id\""))).containsExactly("c[3]");
  }

  @Test
  void filterAndThresholdNarrowTheHits() {
    client.upsert(
        collection,
        point(1, Map.of("colour", value("red"), "size", value("s")), 1),
        point(2, Map.of("colour", value("red"), "size", value("m")), 2),
        point(3, Map.of("colour", value("blue"), "size", value("s")), 3),
        point(4, Map.of("colour", value("red"), "size", value("s")), 4));
    Filter small = Filter.newBuilder().addMust(matchKeyword("size", "s")).build();

    assertThat(groups(byColour().setFilter(small))).containsExactly("red[4, 1]", "blue[3]");
    assertThat(groups(byColour().setScoreThreshold(2.5f))).containsExactly("red[4]", "blue[3]");
    assertThat(groups(byColour().setScoreThreshold(9))).isEmpty();
  }

  @Test
  void smallerDistancesComeFirst() {
    String euclid = collection + "-euclid";
    client.create(euclid, 1, Distance.Euclid);
    client.upsert(
        euclid,
        point(1, Map.of("colour", value("red")), 1),
        point(2, Map.of("colour", value("blue")), 2),
        point(3, Map.of("colour", value("blue")), 0.5f));

    List<PointGroup> found =
        await(
            qdrant()
                .queryGroupsAsync(
                    byColour().setQuery(nearest(0f)).setCollectionName(euclid).build()));

    assertThat(describe(found)).containsExactly("blue[3, 2]", "red[1]");
    assertThat(found.get(0).getHits(1).getScore()).isEqualTo(2f);
  }

  @Test
  void payloadComesOnlyWhenAsked() {
    client.upsert(collection, point(1, Map.of("colour", value("red"), "size", value("s")), 1));

    ScoredPoint bare = query(byColour()).get(0).getHits(0);
    assertThat(bare.getPayloadMap()).isEmpty();
    assertThat(bare.getScore()).isEqualTo(1f);
    ScoredPoint sized =
        query(byColour().setWithPayload(WithPayloadSelectorFactory.include(List.of("size"))))
            .get(0)
            .getHits(0);
    assertThat(sized.getPayloadMap()).isEqualTo(Map.of("size", value("s")));
  }

  @Test
  void pointAsQueryIsInNoGroup() {
    upsertColours("red", "green", "red");

    assertThat(groups(byColour().setQuery(nearest(id(3))))).containsExactly("green[2]", "red[1]");
    assertThat(refused(byColour().setQuery(nearest(id(9))))).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void refusals() {
    assertThat(refused(byColour().setGroupBy(""))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused(byColour().setLimit(0))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused(byColour().setGroupSize(0))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused(byColour().setQuery(nearest(1f, 2f))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(groups(byColour())).as("nothing is stored").isEmpty();
  }

  /** Points 1, 2 and so on, each nearer to the query than the one before. */
  private void upsertColours(String... colours) {
    for (int i = 1; i <= colours.length; i++) {
      client.upsert(collection, point(i, Map.of("colour", value(colours[i - 1])), i));
    }
  }

  private static QueryPointGroups.Builder byColour() {
    return QueryPointGroups.newBuilder().setQuery(nearest(1f)).setGroupBy("colour");
  }

  private List<PointGroup> query(QueryPointGroups.Builder request) {
    return await(qdrant().queryGroupsAsync(request.setCollectionName(collection).build()));
  }

  private List<String> groups(QueryPointGroups.Builder request) {
    return describe(query(request));
  }

  private Status.Code refused(QueryPointGroups.Builder request) {
    return refusal(qdrant().queryGroupsAsync(request.setCollectionName(collection).build()))
        .getStatus()
        .getCode();
  }

  /** Each group as its value and its hits, in the answer's order. */
  private static List<String> describe(List<PointGroup> groups) {
    return groups.stream().map(group -> describe(group.getId()) + numbers(group)).toList();
  }

  private static String describe(GroupId id) {
    return switch (id.getKindCase()) {
      case STRING_VALUE -> id.getStringValue();
      case UNSIGNED_VALUE -> "unsigned " + id.getUnsignedValue();
      case INTEGER_VALUE -> "integer " + id.getIntegerValue();
      case KIND_NOT_SET -> "none";
    };
  }

  private static List<Long> numbers(PointGroup group) {
    return group.getHitsList().stream().map(hit -> hit.getId().getNum()).toList();
  }
}
