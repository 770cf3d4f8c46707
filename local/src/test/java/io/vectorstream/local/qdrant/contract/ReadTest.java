package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadTest extends ContractTestCase {
  private static final UUID LOW = new UUID(1, 0);
  private static final UUID HIGH = new UUID(-1, 0);

  @BeforeEach
  void createCollection() {
    client.create(collection, 2, Distance.Dot);
  }

  @Test
  void retrieveGivesPayloadAndVectorsOnlyWhenAsked() {
    client.upsert(collection, point(1, Map.of("a", value(1)), 1, 2));

    RetrievedPoint bare =
        await(qdrant().retrieveAsync(collection, List.of(id(1)), false, false, null)).get(0);
    assertThat(bare.getPayloadMap()).isEmpty();
    assertThat(bare.hasVectors()).isFalse();

    RetrievedPoint full = client.retrieve(collection, id(1));
    assertThat(full.getPayloadMap()).isEqualTo(Map.of("a", value(1)));
    assertThat(vectorOf(full)).containsExactly(1f, 2f);
  }

  @Test
  void retrieveLeavesOutWhatIsMissing() {
    client.upsert(collection, point(1, Map.of(), 1, 2), point(2, Map.of(), 1, 2));

    List<RetrievedPoint> points =
        await(
            qdrant()
                .retrieveAsync(
                    collection, List.of(id(2), id(3), id(LOW), id(1), id(2)), false, false, null));

    assertThat(points.stream().map(RetrievedPoint::getId)).containsExactlyInAnyOrder(id(1), id(2));
  }

  @Test
  void payloadSelectorsPickParts() {
    Value nested =
        Value.newBuilder()
            .setStructValue(
                Struct.newBuilder()
                    .putFields("x", value(1))
                    .putFields("y", list(List.of(struct("z", 2), struct("w", 3)))))
            .build();
    client.upsert(collection, point(1, Map.of("a", nested, "b", value(4), "a.x", value(5)), 1, 2));

    assertThat(select(WithPayloadSelectorFactory.include(List.of("b", "a.x", "none"))))
        .isEqualTo(Map.of("b", value(4), "a", struct("x", 1)));
    assertThat(select(WithPayloadSelectorFactory.include(List.of("\"a.x\""))))
        .isEqualTo(Map.of("a.x", value(5)));
    assertThat(select(WithPayloadSelectorFactory.include(List.of("a.y[].z"))).get("a"))
        .isEqualTo(
            Value.newBuilder()
                .setStructValue(
                    Struct.newBuilder()
                        .putFields("y", list(List.of(struct("z", 2), emptyStruct()))))
                .build());
    assertThat(select(WithPayloadSelectorFactory.exclude(List.of("a", "\"a.x\""))))
        .isEqualTo(Map.of("b", value(4)));
    assertThat(select(WithPayloadSelectorFactory.exclude(List.of("a.y", "b"))))
        .isEqualTo(Map.of("a", struct("x", 1), "a.x", value(5)));
  }

  @Test
  void scrollOrdersNumbersBeforeUuidsAndPagesByTen() {
    PointStruct[] points = new PointStruct[13];
    for (int i = 0; i < 10; i++) {
      points[i] = point(9 - i, Map.of("n", value(i)), 1, 2);
    }
    points[10] = uuidPoint(HIGH);
    points[11] = uuidPoint(LOW);
    points[12] = point(-1, Map.of(), 1, 2); // the largest unsigned number
    client.upsert(collection, points);

    ScrollResponse first = scroll(ScrollPoints.newBuilder());
    assertThat(ids(first))
        .containsExactly(id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8), id(9));
    assertThat(first.getResult(0).getPayloadMap()).isEqualTo(Map.of("n", value(9)));
    assertThat(first.getResult(0).hasVectors()).isFalse();
    assertThat(first.getNextPageOffset()).isEqualTo(id(-1));

    ScrollResponse exact = scroll(ScrollPoints.newBuilder().setLimit(13));
    assertThat(exact.getResultCount()).isEqualTo(13);
    assertThat(exact.hasNextPageOffset()).isFalse();

    ScrollResponse last = scroll(ScrollPoints.newBuilder().setOffset(first.getNextPageOffset()));
    assertThat(ids(last)).containsExactly(id(-1), id(LOW), id(HIGH));
    assertThat(last.hasNextPageOffset()).isFalse();
  }

  @Test
  void scrollPagesThroughManySegmentsWithAFilter() {
    for (int from = 0; from < 60; from += 6) {
      PointStruct[] points = new PointStruct[6];
      for (int i = 0; i < 6; i++) {
        points[i] =
            point(from + i, Map.of("parity", value((from + i) % 2 == 0 ? "even" : "odd")), 1, 2);
      }
      client.upsert(collection, points);
    }

    List<PointId> seen = new ArrayList<>();
    ScrollPoints.Builder request =
        ScrollPoints.newBuilder()
            .setFilter(Filter.newBuilder().addMust(matchKeyword("parity", "odd")))
            .setLimit(7);
    ScrollResponse page = scroll(request);
    seen.addAll(ids(page));
    while (page.hasNextPageOffset()) {
      page = scroll(request.setOffset(page.getNextPageOffset()));
      seen.addAll(ids(page));
    }

    List<PointId> odd = new ArrayList<>();
    for (int i = 1; i < 60; i += 2) {
      odd.add(id(i));
    }
    assertThat(seen).isEqualTo(odd);
  }

  @Test
  void scrollFromAnOffsetThatIsNoPointStartsAtTheNext() {
    client.upsert(collection, point(1, Map.of(), 1, 2), point(5, Map.of(), 1, 2));
    assertThat(ids(scroll(ScrollPoints.newBuilder().setOffset(id(2))))).containsExactly(id(5));
  }

  @Test
  void countTakesAFilter() {
    client.upsert(
        collection,
        point(1, Map.of("a", value("x")), 1, 2),
        point(2, Map.of("a", value("y")), 1, 2),
        point(3, Map.of("a", value("x")), 1, 2));
    Filter filter = Filter.newBuilder().addMust(matchKeyword("a", "x")).build();
    assertThat(await(qdrant().countAsync(collection, filter, true))).isEqualTo(2);
    assertThat(client.count(collection)).isEqualTo(3);
  }

  @Test
  void scrollOfNoPointsIsRefused() {
    ScrollPoints none = ScrollPoints.newBuilder().setCollectionName(collection).setLimit(0).build();
    assertThat(refusal(qdrant().scrollAsync(none)).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private ScrollResponse scroll(ScrollPoints.Builder request) {
    return await(qdrant().scrollAsync(request.setCollectionName(collection).build()));
  }

  private Map<String, Value> select(WithPayloadSelector selector) {
    return await(
            qdrant()
                .retrieveAsync(
                    collection,
                    List.of(id(1)),
                    selector,
                    WithVectorsSelectorFactory.enable(false),
                    null))
        .get(0)
        .getPayloadMap();
  }

  private static List<PointId> ids(ScrollResponse page) {
    return page.getResultList().stream().map(RetrievedPoint::getId).collect(Collectors.toList());
  }

  private static PointStruct uuidPoint(UUID uuid) {
    return PointStruct.newBuilder().setId(id(uuid)).setVectors(vectors(1, 2)).build();
  }

  private static Value struct(String key, int number) {
    return Value.newBuilder()
        .setStructValue(Struct.newBuilder().putFields(key, value(number)))
        .build();
  }

  private static Value emptyStruct() {
    return Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build();
  }
}
