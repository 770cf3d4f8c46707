package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FacetTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void countsPointsByKeywordCommonestFirstAndEqualOnesInOrder() {
    index("f", PayloadSchemaType.Keyword);
    upsert(value("b"), value("c"), value("a"), value("c"), value("b"), value("c"), value("ş"));

    assertThat(facet(of("f"))).containsExactly("c=3", "b=2", "a=1", "ş=1");
    assertThat(facet(of("f").setLimit(2))).containsExactly("c=3", "b=2");
    assertThat(facet(of("f").setExact(true))).containsExactly("c=3", "b=2", "a=1", "ş=1");
  }

  @Test
  void tenValuesUnlessAskedOtherwise() {
    index("f", PayloadSchemaType.Keyword);
    Value[] values = new Value[12];
    for (int i = 0; i < values.length; i++) {
      values[i] = value("v" + (char) ('a' + i));
    }
    upsert(values);

    assertThat(facet(of("f"))).hasSize(10).startsWith("va=1").endsWith("vj=1");
    assertThat(facet(of("f").setLimit(100))).hasSize(12);
  }

  @Test
  void aFilterNarrowsTheCountsAndValuesOfNoPointAreLeftOut() {
    index("f", PayloadSchemaType.Keyword);
    client.upsert(
        collection,
        point(1, Map.of("f", value("a"), "g", value("x")), 1),
        point(2, Map.of("f", value("a"), "g", value("y")), 1),
        point(3, Map.of("f", value("b"), "g", value("x")), 1),
        point(4, Map.of("f", value("c"), "g", value("y")), 1));
    Filter x = Filter.newBuilder().addMust(matchKeyword("g", "x")).build();

    assertThat(facet(of("f").setFilter(x))).containsExactly("a=1", "b=1");
    Filter none = Filter.newBuilder().addMust(matchKeyword("g", "z")).build();
    assertThat(facet(of("f").setFilter(none))).isEmpty();
  }

  @Test
  void aPointCountsOnceForEachValueOfItsList() {
    index("f", PayloadSchemaType.Keyword);
    upsert(
        list(List.of(value("a"), value("b"), value("a"))),
        value("b"),
        list(List.of()),
        nullValue());

    assertThat(facet(of("f"))).containsExactly("b=2", "a=1");
  }

  @Test
  void onlyValuesOfTheIndexsTypeAreCounted() {
    upsert(value(7), value("7"), value(true), value(7), value(2.5), value(-1), value(true));

    index("f", PayloadSchemaType.Integer);
    assertThat(facet(of("f"))).containsExactly("integer 7=2", "integer -1=1");
    index("f", PayloadSchemaType.Bool);
    assertThat(facet(of("f"))).containsExactly("bool true=2");
    index("f", PayloadSchemaType.Keyword);
    assertThat(facet(of("f"))).containsExactly("7=1");
  }

  @Test
  void fieldsOfObjectsAreReachedByTheirPath() {
    index("product.category", PayloadSchemaType.Keyword);
    client.upsert(
        collection,
        point(1, Map.of("product", value(Map.of("category", value("shoes")))), 1),
        point(2, Map.of("category", value("books")), 1));

    assertThat(facet(of("product.category"))).containsExactly("shoes=1");
  }

  @Test
  void replacedAndDeletedPointsDoNotCount() {
    index("f", PayloadSchemaType.Keyword);
    upsert(value("a"), value("a"), value("b"));
    client.upsert(collection, point(1, Map.of("f", value("b")), 1));
    await(qdrant().deleteAsync(collection, List.of(id(2))));

    assertThat(facet(of("f"))).containsExactly("b=2");
  }

  @ParameterizedTest
  @EnumSource(names = {"Float", "Datetime", "Text", "Geo"})
  void otherIndexesDoNotDo(PayloadSchemaType type) {
    index("f", type);
    upsert(value("a"));

    assertNoIndex(of("f"));
  }

  @Test
  void anIndexIsNeeded() {
    upsert(value("a"));
    index("other", PayloadSchemaType.Keyword);
    await(
        qdrant()
            .createPayloadIndexAsync(
                collection,
                "ranges",
                PayloadSchemaType.Integer,
                PayloadIndexParams.newBuilder()
                    .setIntegerIndexParams(
                        IntegerIndexParams.newBuilder().setLookup(false).setRange(true))
                    .build(),
                true,
                null,
                null));

    assertNoIndex(of("f"));
    assertNoIndex(of("ranges"));
    assertThat(refused(of("")).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(facet(of("other"))).isEmpty();
  }

  private void assertNoIndex(FacetCounts.Builder request) {
    StatusRuntimeException refusal = refused(request);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal)
        .hasMessageContaining("No appropriate index for faceting: `" + request.getKey() + "`");
  }

  private void upsert(Value... values) {
    for (int i = 0; i < values.length; i++) {
      client.upsert(collection, point(i + 1, Map.of("f", values[i]), 1));
    }
  }

  private void index(String field, PayloadSchemaType type) {
    await(qdrant().createPayloadIndexAsync(collection, field, type, null, true, null, null));
  }

  private static FacetCounts.Builder of(String key) {
    return FacetCounts.newBuilder().setKey(key);
  }

  private List<String> facet(FacetCounts.Builder request) {
    return await(qdrant().facetAsync(request.setCollectionName(collection).build())).stream()
        .map(hit -> describe(hit.getValue()) + "=" + hit.getCount())
        .toList();
  }

  private StatusRuntimeException refused(FacetCounts.Builder request) {
    return refusal(qdrant().facetAsync(request.setCollectionName(collection).build()));
  }

  private static String describe(FacetValue value) {
    return switch (value.getVariantCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INTEGER_VALUE -> "integer " + value.getIntegerValue();
      case BOOL_VALUE -> "bool " + value.getBoolValue();
      case VARIANT_NOT_SET -> "none";
    };
  }
}
