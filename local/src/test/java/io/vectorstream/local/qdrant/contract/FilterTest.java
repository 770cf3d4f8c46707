package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.datetimeRange;
import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.isEmpty;
import static io.qdrant.client.ConditionFactory.isNull;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchExceptKeywords;
import static io.qdrant.client.ConditionFactory.matchExceptValues;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.ConditionFactory.matchValues;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilterTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void keywordsMatchExactlyAndAnyElement() {
    store(value("Shoes"), value("shoes"), list(value("hats"), value("shoes")), value(1));
    assertThat(matching(matchKeyword("f", "shoes"))).containsExactly(2L, 3L);
    assertThat(matching(matchKeywords("f", List.of("Shoes", "hats")))).containsExactly(1L, 3L);
  }

  @Test
  void integersMatchIntegersOnly() {
    store(value(5), value(5.0), value("5"), list(value(4), value(5)), value(true));
    assertThat(matching(match("f", 5))).containsExactly(1L, 4L);
    assertThat(matching(matchValues("f", List.of(4L, 6L)))).containsExactly(4L);
  }

  @Test
  void booleansMatch() {
    store(value(true), value(false), value("true"), list(value(false), value(true)));
    assertThat(matching(match("f", true))).containsExactly(1L, 4L);
  }

  @Test
  void exceptWantsAValueAndMustNotDoesNot() {
    client.upsert(
        collection,
        point(1, Map.of("f", value("a")), 1),
        point(2, Map.of("f", value("b")), 1),
        point(3, Map.of("f", list(value("a"), value("b"))), 1),
        point(4, Map.of("f", nullValue()), 1),
        point(5, Map.of(), 1),
        point(6, Map.of("f", value(7)), 1),
        point(7, Map.of("f", list()), 1));

    assertThat(matching(matchExceptKeywords("f", List.of("a")))).containsExactly(2L, 3L, 6L);
    assertThat(
            client.matching(
                collection, Filter.newBuilder().addMustNot(matchKeyword("f", "a")).build()))
        .containsExactly(2L, 4L, 5L, 6L, 7L);
    assertThat(matching(matchExceptValues("f", List.of(7L)))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void rangesAreAboutNumbers() {
    store(value(1), value(2.5), value(4), value("3"), list(value(0), value(3)), nullValue());
    assertThat(matching(range("f", Range.newBuilder().setGt(1).build())))
        .containsExactly(2L, 3L, 5L);
    assertThat(matching(range("f", Range.newBuilder().setGte(1).setLt(2.5).build())))
        .containsExactly(1L);
    assertThat(matching(range("f", Range.newBuilder().setLte(2.5).build())))
        .containsExactly(1L, 2L, 5L);
  }

  @Test
  void datetimeRangesUnderstandOffsets() {
    store(
        value("2025-03-01T12:00:00Z"),
        value("2025-03-01T12:00:00.5+00:00"),
        value("2025-03-01T14:30:00+02:00"),
        value("2025-03-01"),
        value(1));
    DatetimeRange.Builder after =
        DatetimeRange.newBuilder().setGt(timestamp("2025-03-01T12:00:00Z"));
    assertThat(matching(datetimeRange("f", after.build()))).containsExactly(2L, 3L);
    assertThat(
            matching(datetimeRange("f", after.setLte(timestamp("2025-03-01T12:00:00.5Z")).build())))
        .containsExactly(2L);
  }

  @Test
  void datetimeIndexReadsMoreFormats() {
    index(PayloadSchemaType.Datetime);
    store(value("2025-03-01"), value("2025-03-01 10:00"), value("2025-02-28T23:59:59"), value("?"));
    DatetimeRange march =
        DatetimeRange.newBuilder().setGte(timestamp("2025-03-01T00:00:00Z")).build();
    assertThat(matching(datetimeRange("f", march))).containsExactly(1L, 2L);
  }

  @Test
  void emptyAndNullAreDifferent() {
    client.upsert(
        collection,
        point(1, Map.of(), 1),
        point(2, Map.of("f", nullValue()), 1),
        point(3, Map.of("f", list()), 1),
        point(4, Map.of("f", list(nullValue())), 1),
        point(5, Map.of("f", value("")), 1),
        point(6, Map.of("f", list(value("a"), nullValue())), 1),
        point(7, Map.of("f", list(list(nullValue()))), 1));

    assertThat(matching(isEmpty("f"))).containsExactly(1L, 2L, 3L);
    assertThat(matching(isNull("f"))).containsExactly(2L, 4L, 6L);
    assertThat(matching(field(FieldCondition.newBuilder().setIsEmpty(false))))
        .containsExactly(4L, 5L, 6L, 7L);
    assertThat(matching(field(FieldCondition.newBuilder().setIsNull(true))))
        .containsExactly(2L, 4L, 6L);
  }

  @Test
  void textMatchesSubstringsWithoutIndexAndWordsWithOne() {
    store(
        value("Red trail shoes"),
        value("shoe, RED!"),
        value("redshoes"),
        list(value("red hat"), value("blue shoes")));
    assertThat(matching(matchText("f", "shoe"))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(matching(matchText("f", "red"))).containsExactly(3L, 4L);

    index(PayloadSchemaType.Text);

    assertThat(matching(matchText("f", "shoe"))).containsExactly(2L);
    assertThat(matching(matchText("f", "SHOES red"))).containsExactly(1L, 4L);
  }

  @Test
  void idsMatch() {
    store(value(1), value(2), value(3));
    assertThat(matching(hasId(List.of(id(3), id(1), id(9))))).containsExactly(1L, 3L);
  }

  @Test
  void keysReachIntoObjectsAndLists() {
    Value items = list(object("sku", value("a")), object("sku", list(value("b"))), value(1));
    client.upsert(
        collection,
        point(1, Map.of("product", object("name", value("shoe")), "items", items), 1),
        point(2, Map.of("product.name", value("shoe")), 1),
        point(3, Map.of("product", list(object("name", value("shoe")))), 1));

    assertThat(matching(matchKeyword("product.name", "shoe"))).containsExactly(1L);
    assertThat(matching(matchKeyword("\"product.name\"", "shoe"))).containsExactly(2L);
    assertThat(matching(matchKeyword("product[].name", "shoe"))).containsExactly(3L);
    assertThat(matching(matchKeyword("items[].sku", "b"))).containsExactly(1L);
    assertThat(matching(matchKeyword("items[0].sku", "b"))).isEmpty();
    assertThat(matching(matchKeyword("items[1].sku", "b"))).containsExactly(1L);
    assertThat(matching(isEmpty("items[].size"))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void integerIndexHoldsNoDoubles() {
    store(value(1), value(1.5));
    index(PayloadSchemaType.Integer);
    assertThat(matching(range("f", Range.newBuilder().setGte(1).build()))).containsExactly(1L);
  }

  @Test
  void badKeysAreRefused() {
    for (String key : List.of("", "a b", "a.", "a[x]", "a[", "\"a")) {
      Filter filter = Filter.newBuilder().addMust(matchKeyword(key, "x")).build();
      assertThat(refusal(qdrant().countAsync(collection, filter, true)).getStatus().getCode())
          .as(key)
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  /** Stores points numbered from 1 with these values in the field f. */
  private void store(Value... values) {
    for (int i = 0; i < values.length; i++) {
      client.upsert(collection, point(i + 1, Map.of("f", values[i]), 1));
    }
  }

  private void index(PayloadSchemaType type) {
    await(qdrant().createPayloadIndexAsync(collection, "f", type, null, true, null, null));
  }

  private List<Long> matching(Condition condition) {
    return client.matching(collection, Filter.newBuilder().addMust(condition).build());
  }

  private static Condition field(FieldCondition.Builder condition) {
    return Condition.newBuilder().setField(condition.setKey("f")).build();
  }

  private static Value list(Value... values) {
    return ValueFactory.list(List.of(values));
  }

  private static Value object(String key, Value value) {
    return Value.newBuilder().setStructValue(Struct.newBuilder().putFields(key, value)).build();
  }

  private static Timestamp timestamp(String text) {
    Instant instant = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
