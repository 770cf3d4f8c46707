package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.StartFrom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderByRefusalsTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @ParameterizedTest
  @EnumSource(names = {"Keyword", "Bool", "Text", "Geo"})
  void otherIndexesDoNotDo(PayloadSchemaType type) {
    index("f", type);
    upsert(value("a"));

    assertNoIndex(by("f"));
  }

  @Test
  void anIndexIsNeeded() {
    upsert(value(1));
    await(
        qdrant()
            .createPayloadIndexAsync(
                collection,
                "lookups",
                PayloadSchemaType.Integer,
                PayloadIndexParams.newBuilder()
                    .setIntegerIndexParams(
                        IntegerIndexParams.newBuilder().setLookup(true).setRange(false))
                    .build(),
                true,
                null,
                null));

    assertNoIndex(by("f"));
    assertNoIndex(by("lookups"));
  }

  @Test
  void refusals() {
    index("f", PayloadSchemaType.Datetime);
    upsert(value("2026-01-31T12:00:00Z"));

    ScrollPoints.Builder paged =
        ScrollPoints.newBuilder()
            .setCollectionName(collection)
            .setOrderBy(by("f"))
            .setOffset(id(1));
    assertThat(refusal(qdrant().scrollAsync(paged.build())))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("Cannot use an `offset` when using `order_by`");
    assertThat(
            refused(by("f").setStartFrom(StartFrom.newBuilder().setDatetime("noon")))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    QueryPoints.Builder above =
        QueryPoints.newBuilder()
            .setCollectionName(collection)
            .setQuery(QueryFactory.orderBy(by("f").build()))
            .setScoreThreshold(1);
    assertThat(refusal(qdrant().queryAsync(above.build())).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private void assertNoIndex(OrderBy.Builder order) {
    StatusRuntimeException refusal = refused(order);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal)
        .hasMessageContaining("No range index for `order_by` key: `" + order.getKey() + "`");
  }

  private StatusRuntimeException refused(OrderBy.Builder order) {
    return refusal(
        qdrant()
            .scrollAsync(
                ScrollPoints.newBuilder().setCollectionName(collection).setOrderBy(order).build()));
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
}
