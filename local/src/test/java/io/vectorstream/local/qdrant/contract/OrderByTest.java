package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.StartFrom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderByTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void numbersGoUpAndDown() {
    index("f", PayloadSchemaType.Integer);
    upsert(value(5), value(-3), value(20), value("7"), value(1.5));

    assertThat(numbers(scroll(by("f")))).containsExactly(2L, 1L, 3L);
    assertThat(numbers(scroll(by("f").setDirection(Direction.Desc)))).containsExactly(3L, 1L, 2L);
    assertThat(values(scroll(by("f")))).containsExactly(integer(-3), integer(5), integer(20));
  }

  @Test
  void floatIndexOrdersIntegersToo() {
    index("f", PayloadSchemaType.Float);
    upsert(value(2.5), value(2), value(-0.5));

    assertThat(numbers(scroll(by("f")))).containsExactly(3L, 2L, 1L);
    assertThat(values(scroll(by("f")))).containsExactly(floating(-0.5), floating(2), floating(2.5));
  }

  @Test
  void momentsAreOrderedWhateverTheirOffset() {
    index("f", PayloadSchemaType.Datetime);
    upsert(
        value("2026-01-31T12:00:00Z"),
        value("2026-01-31T14:00:00+03:00"),
        value("2026-01-31T12:00:00.000001Z"),
        value("yesterday"));

    assertThat(numbers(scroll(by("f")))).containsExactly(2L, 1L, 3L);
    assertThat(values(scroll(by("f"))).get(2)).isEqualTo(integer(1_769_860_800_000_001L));
    assertThat(numbers(scroll(by("f").setStartFrom(from("2026-01-31T12:00:00Z")))))
        .containsExactly(1L, 3L);
    StartFrom noon =
        StartFrom.newBuilder()
            .setTimestamp(Timestamp.newBuilder().setSeconds(1_769_860_800L))
            .build();
    assertThat(numbers(scroll(by("f").setStartFrom(noon).setDirection(Direction.Desc))))
        .containsExactly(1L, 2L);
  }

  @Test
  void momentsMayBeFarAway() {
    index("f", PayloadSchemaType.Datetime);
    upsert(
        value("9999-12-31T23:59:59.999999Z"),
        value("0001-01-01T00:00:00Z"),
        value("1969-12-31T23:59:59.5Z"));

    assertThat(values(scroll(by("f"))))
        .containsExactly(
            integer(-62_135_596_800_000_000L),
            integer(-500_000),
            integer(253_402_300_799_999_999L));
  }

  @Test
  void tenPointsUnlessAskedOtherwiseAndNoNextPage() {
    index("f", PayloadSchemaType.Integer);
    for (int i = 1; i <= 15; i++) {
      client.upsert(collection, point(i, Map.of("f", value(-i)), 1));
    }

    ScrollResponse first = scroll(by("f"));
    assertThat(numbers(first)).containsExactly(15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L);
    assertThat(first.hasNextPageOffset()).isFalse();
    assertThat(first.getResult(0).getPayloadMap()).isEqualTo(Map.of("f", value(-15)));
    assertThat(numbers(scroll(by("f"), 2))).containsExactly(15L, 14L);
  }

  @Test
  void startIsPartOfTheOrder() {
    index("f", PayloadSchemaType.Integer);
    upsert(value(1), value(2), value(3));

    StartFrom two = StartFrom.newBuilder().setInteger(2).build();
    assertThat(numbers(scroll(by("f").setStartFrom(two)))).containsExactly(2L, 3L);
    assertThat(numbers(scroll(by("f").setStartFrom(two).setDirection(Direction.Desc))))
        .containsExactly(2L, 1L);
    StartFrom half = StartFrom.newBuilder().setFloat(2.5).build();
    assertThat(numbers(scroll(by("f").setStartFrom(half)))).containsExactly(3L);
  }

  @Test
  void aPointComesOnceForEachValueOfItsList() {
    index("f", PayloadSchemaType.Integer);
    upsert(list(List.of(value(1), value(9), value(1))), value(5));

    assertThat(numbers(scroll(by("f")))).containsExactly(1L, 2L, 1L);
  }

  @Test
  void aFilterNarrowsThePoints() {
    index("f", PayloadSchemaType.Integer);
    client.upsert(
        collection,
        point(1, Map.of("f", value(3), "g", value("x")), 1),
        point(2, Map.of("f", value(2), "g", value("y")), 1),
        point(3, Map.of("f", value(1), "g", value("x")), 1));

    ScrollPoints.Builder request =
        ScrollPoints.newBuilder()
            .setCollectionName(collection)
            .setOrderBy(by("f"))
            .setFilter(Filter.newBuilder().addMust(matchKeyword("g", "x")));
    assertThat(numbers(await(qdrant().scrollAsync(request.build())))).containsExactly(3L, 1L);
  }

  @Test
  void queriesAreOrderedLikewise() {
    index("f", PayloadSchemaType.Integer);
    upsert(value(5), value(-3), value(20));

    List<ScoredPoint> points = query(by("f").build(), QueryPoints.newBuilder());
    assertThat(points.stream().map(point -> point.getId().getNum())).containsExactly(2L, 1L, 3L);
    assertThat(points.stream().map(ScoredPoint::getOrderValue))
        .containsExactly(integer(-3), integer(5), integer(20));
    assertThat(points.get(0).getPayloadMap()).isEmpty();
    List<ScoredPoint> second =
        query(
            by("f").build(),
            QueryPoints.newBuilder()
                .setOffset(1)
                .setLimit(1)
                .setWithPayload(WithPayloadSelectorFactory.enable(true)));
    assertThat(second.stream().map(point -> point.getId().getNum())).containsExactly(1L);
    assertThat(second.get(0).getPayloadMap()).isEqualTo(Map.of("f", value(5)));
  }

  private void upsert(Value... values) {
    for (int i = 0; i < values.length; i++) {
      client.upsert(collection, point(i + 1, Map.of("f", values[i]), 1));
    }
  }

  private void index(String field, PayloadSchemaType type) {
    await(qdrant().createPayloadIndexAsync(collection, field, type, null, true, null, null));
  }

  private static OrderBy.Builder by(String key) {
    return OrderBy.newBuilder().setKey(key);
  }

  private static StartFrom from(String moment) {
    return StartFrom.newBuilder().setDatetime(moment).build();
  }

  private static OrderValue integer(long number) {
    return OrderValue.newBuilder().setInt(number).build();
  }

  private static OrderValue floating(double number) {
    return OrderValue.newBuilder().setFloat(number).build();
  }

  private ScrollResponse scroll(OrderBy.Builder order) {
    return await(qdrant().scrollAsync(request(order).build()));
  }

  private ScrollResponse scroll(OrderBy.Builder order, int limit) {
    return await(qdrant().scrollAsync(request(order).setLimit(limit).build()));
  }

  private ScrollPoints.Builder request(OrderBy.Builder order) {
    return ScrollPoints.newBuilder().setCollectionName(collection).setOrderBy(order);
  }

  private List<ScoredPoint> query(OrderBy order, QueryPoints.Builder request) {
    return await(
        qdrant()
            .queryAsync(
                request
                    .setCollectionName(collection)
                    .setQuery(QueryFactory.orderBy(order))
                    .build()));
  }

  private static List<Long> numbers(ScrollResponse page) {
    return page.getResultList().stream().map(point -> point.getId().getNum()).toList();
  }

  private static List<OrderValue> values(ScrollResponse page) {
    return page.getResultList().stream().map(point -> point.getOrderValue()).toList();
  }
}
