package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpsertTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 4, Distance.Dot);
  }

  @Test
  void waitDecidesTheStatus() {
    PointStruct point = point(1, Map.of(), 1, 2, 3, 4);
    assertThat(client.upsert(collection, point).getStatus()).isEqualTo(UpdateStatus.Completed);
    assertThat(
            await(qdrant().upsertAsync(upsertOf(collection, point).clearWait().build()))
                .getStatus())
        .isEqualTo(UpdateStatus.Acknowledged);
  }

  @Test
  void replacesTheWholePoint() {
    client.upsert(collection, point(1, Map.of("a", value(1), "b", value(2)), 1, 2, 3, 4));
    client.upsert(collection, point(1, Map.of("a", value(3)), 4, 3, 2, 1));

    RetrievedPoint stored = client.retrieve(collection, id(1));
    assertThat(stored.getPayloadMap()).isEqualTo(Map.of("a", value(3)));
    assertThat(vectorOf(stored)).containsExactly(4f, 3f, 2f, 1f);
    assertThat(client.count(collection)).isEqualTo(1);
  }

  @Test
  void lastOfEqualIdsInOneBatchWins() {
    client.upsert(
        collection,
        point(1, Map.of("a", value(1)), 1, 1, 1, 1),
        point(1, Map.of("a", value(2)), 2, 2, 2, 2));

    assertThat(client.retrieve(collection, id(1)).getPayloadMap()).isEqualTo(Map.of("a", value(2)));
    assertThat(client.count(collection)).isEqualTo(1);
  }

  @Test
  void oneWrongVectorSizeLeavesNothingWritten() {
    StatusRuntimeException refusal =
        refusedUpsert(point(1, Map.of(), 1, 2, 3, 4), point(2, Map.of(), 1, 2));

    assertThat(refusal).hasMessageContaining("Vector dimension error: expected dim: 4, got 2");
    assertThat(client.count(collection)).isZero();
  }

  @Test
  void emptyListIsRefused() {
    assertThat(refusedUpsert()).hasMessageContaining("Empty update request");
  }

  @Test
  void badVectorsAreRefused() {
    refusedUpsert(point(1, Map.of()));
    refusedUpsert(PointStruct.newBuilder().setId(id(1)).build());
    assertThat(refusedUpsert(point(1, Map.of(), Map.of("image", List.of(1f, 2f, 3f, 4f)))))
        .hasMessageContaining("Not existing vector name error: image");
    assertThat(client.count(collection)).isZero();
  }

  @Test
  void badIdsAreRefused() {
    refusedUpsert(PointStruct.newBuilder().setVectors(vectors(1, 2, 3, 4)).build());
    refusedUpsert(
        PointStruct.newBuilder()
            .setId(PointId.newBuilder().setUuid("no-uuid"))
            .setVectors(vectors(1, 2, 3, 4))
            .build());
    assertThat(client.count(collection)).isZero();
  }

  @Test
  void numbersThatJsonLacksAreRefused() {
    PointStruct good = point(2, Map.of("a", value(1)), 1, 2, 3, 4);
    for (Value bad :
        List.of(
            value(Double.NaN),
            value(Double.NEGATIVE_INFINITY),
            list(List.of(value(Double.POSITIVE_INFINITY))),
            value(Map.of("deep", value(Double.NaN))))) {
      assertThat(refusedUpsert(good, point(1, Map.of("a", bad), 1, 2, 3, 4)))
          .hasMessageContaining("cannot convert to json number");
    }
    assertThat(client.count(collection)).isZero();
  }

  @Test
  void numbersAreUnsigned() {
    client.upsert(collection, point(-1, Map.of("a", value(1)), 1, 2, 3, 4));

    RetrievedPoint stored = client.retrieve(collection, id(-1));
    assertThat(Long.toUnsignedString(stored.getId().getNum())).isEqualTo("18446744073709551615");
    assertThat(stored.getPayloadMap()).isEqualTo(Map.of("a", value(1)));
  }

  @Test
  void payloadMayNest32ObjectsDeep() {
    Value nested = value("bottom");
    for (int depth = 1; depth <= 32; depth++) {
      nested = value(Map.of("below", nested));
    }
    client.upsert(collection, point(1, Map.of("a", nested), 1, 2, 3, 4));
    assertThat(client.retrieve(collection, id(1)).getPayloadMap()).isEqualTo(Map.of("a", nested));
  }

  @Test
  void pointWithAnEmptyMapOfVectorsIsFoundByItsPayloadAlone() {
    client.upsert(
        collection, point(1, Map.of("a", value(1)), Map.of()), point(2, Map.of(), 1, 2, 3, 4));

    assertThat(client.retrieve(collection, id(1)).getPayloadMap()).isEqualTo(Map.of("a", value(1)));
    assertThat(client.matching(collection, Filter.newBuilder().addMust(match("a", 1)).build()))
        .containsExactly(1L);
    assertThat(await(qdrant().queryAsync(nearestTo(1, 2, 3, 4))))
        .extracting(hit -> hit.getId().getNum())
        .containsExactly(2L);
  }

  @Test
  void everySpellingOfOneUuidNamesOnePoint() {
    UUID uuid = UUID.fromString("0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0");
    for (String spelling :
        List.of(
            uuid.toString(),
            uuid.toString().toUpperCase(Locale.ROOT),
            uuid.toString().replace("-", ""))) {
      client.upsert(
          collection,
          PointStruct.newBuilder()
              .setId(PointId.newBuilder().setUuid(spelling))
              .setVectors(vectors(1, 2, 3, 4))
              .build());
    }
    assertThat(client.count(collection)).isEqualTo(1);
    PointId upperCase =
        PointId.newBuilder().setUuid(uuid.toString().toUpperCase(Locale.ROOT)).build();
    assertThat(client.retrieve(collection, upperCase).getId()).isEqualTo(id(uuid));
  }

  @Test
  void payloadComesBackAsItWas() {
    Value nested =
        Value.newBuilder()
            .setStructValue(
                Struct.newBuilder()
                    .putFields("deep", list(List.of(value(1), nullValue(), value("x"))))
                    .putFields("empty", list(List.of())))
            .build();
    Map<String, Value> payload =
        Map.of(
            "integer", value(Long.MIN_VALUE),
            "double", value(5.0),
            "boolean", value(false),
            "null", nullValue(),
            "text", value("snow \u0000 \uD83D\uDC5F ünï"),
            "empty text", value(""),
            "a.b", value(1),
            "", value("empty key"),
            "nested", nested);

    client.upsert(collection, point(1, payload, 1, 2, 3, 4));

    assertThat(client.retrieve(collection, id(1)).getPayloadMap()).isEqualTo(payload);
  }

  @Test
  void largestVectorsAndLongTextsAreKept() {
    String large = collection + "-large";
    client.create(large, 65_536, Distance.Dot);
    float[] vector = new float[65_536];
    vector[65_535] = 1;
    Map<String, Value> payload = Map.of("text", value("x".repeat(6_000_000)));

    client.upsert(large, point(1, payload, vector), point(2, Map.of(), vector));

    assertThat(vectorOf(client.retrieve(large, id(2)))).hasSize(65_536).endsWith(1f);
    assertThat(
            await(
                qdrant()
                    .countAsync(
                        large, Filter.newBuilder().addMust(matchText("text", "xx")).build(), true)))
        .isEqualTo(1);
  }

  private QueryPoints nearestTo(float... vector) {
    return QueryPoints.newBuilder().setCollectionName(collection).setQuery(nearest(vector)).build();
  }

  private StatusRuntimeException refusedUpsert(PointStruct... points) {
    StatusRuntimeException refusal =
        refusal(qdrant().upsertAsync(upsertOf(collection, points).build()));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refusal;
  }
}
