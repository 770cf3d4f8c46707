package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.DatetimeIndexParams;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.FloatIndexParams;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayloadIndexTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void indexesShowInTheSchemaWithThePointsTheyHold() {
    client.upsert(
        collection,
        point(1, Map.of("category", value("shoes")), 1),
        point(2, Map.of("category", value(7)), 1));

    assertThat(index("category", PayloadSchemaType.Keyword).getStatus())
        .isEqualTo(UpdateStatus.Completed);
    assertThat(schema()).isEqualTo(Map.of("category", indexed(PayloadSchemaType.Keyword, 1)));
  }

  @Test
  void indexCanBeCreatedAgainAndAnotherTypeReplacesIt() {
    client.upsert(
        collection,
        point(1, Map.of("category", value("shoes")), 1),
        point(2, Map.of("category", value(7)), 1),
        point(3, Map.of("category", value(8)), 1));

    index("category", PayloadSchemaType.Keyword);
    index("category", PayloadSchemaType.Keyword);
    assertThat(schema()).isEqualTo(Map.of("category", indexed(PayloadSchemaType.Keyword, 1)));

    index("category", PayloadSchemaType.Integer);
    assertThat(schema()).isEqualTo(Map.of("category", indexed(PayloadSchemaType.Integer, 2)));
  }

  @Test
  void fieldThatNoPointHasCanBeIndexed() {
    index("nobody.has.this", PayloadSchemaType.Float);
    assertThat(schema()).isEqualTo(Map.of("nobody.has.this", indexed(PayloadSchemaType.Float, 0)));
  }

  @Test
  void deletedIndexIsGoneFromTheSchema() {
    index("a", PayloadSchemaType.Keyword);
    index("b", PayloadSchemaType.Bool);

    await(qdrant().deletePayloadIndexAsync(collection, "a", true, null, null));

    assertThat(schema()).isEqualTo(Map.of("b", indexed(PayloadSchemaType.Bool, 0)));
  }

  @Test
  void parametersShowInTheSchema() {
    PayloadIndexParams text =
        params(
            TextIndexParams.newBuilder()
                .setTokenizer(TokenizerType.Word)
                .setLowercase(true)
                .setMinTokenLen(2)
                .setMaxTokenLen(20));
    PayloadIndexParams keyword =
        PayloadIndexParams.newBuilder()
            .setKeywordIndexParams(KeywordIndexParams.newBuilder().setIsTenant(true))
            .build();
    PayloadIndexParams number =
        PayloadIndexParams.newBuilder()
            .setFloatIndexParams(FloatIndexParams.newBuilder().setIsPrincipal(false))
            .build();
    PayloadIndexParams moment =
        PayloadIndexParams.newBuilder()
            .setDatetimeIndexParams(DatetimeIndexParams.newBuilder().setIsPrincipal(true))
            .build();

    await(create("product.name", PayloadSchemaType.Text, text));
    await(create("user_id", PayloadSchemaType.Keyword, keyword));
    await(create("product.price", PayloadSchemaType.Float, number));
    await(create("timestamp", PayloadSchemaType.Datetime, moment));

    assertThat(schema())
        .isEqualTo(
            Map.of(
                "product.name", indexed(PayloadSchemaType.Text, text),
                "user_id", indexed(PayloadSchemaType.Keyword, keyword),
                "product.price", indexed(PayloadSchemaType.Float, number),
                "timestamp", indexed(PayloadSchemaType.Datetime, moment)));
  }

  @Test
  void textIndexMatchesByItsOwnTokens() {
    client.upsert(
        collection,
        point(1, Map.of("f", value("It's a Red shoe")), 1),
        point(2, Map.of("f", value("red SHOES")), 1),
        point(3, Map.of("f", value("red-shoe")), 1));
    TextIndexParams.Builder params =
        TextIndexParams.newBuilder().setTokenizer(TokenizerType.Whitespace).setLowercase(false);

    await(create("f", PayloadSchemaType.Text, params(params)));
    assertThat(matching("red")).containsExactly(2L);
    assertThat(matching("shoe Red")).containsExactly(1L);
    assertThat(matching("red-shoe")).containsExactly(3L);

    params.setTokenizer(TokenizerType.Word).setLowercase(true).setMinTokenLen(3);
    await(create("f", PayloadSchemaType.Text, params(params)));
    assertThat(matching("RED")).containsExactly(1L, 2L, 3L);
    assertThat(matching("is shoe")).containsExactly(1L, 3L);
  }

  @Test
  void badIndexesAreRefused() {
    PayloadIndexParams useless =
        PayloadIndexParams.newBuilder()
            .setIntegerIndexParams(IntegerIndexParams.newBuilder().setLookup(false).setRange(false))
            .build();
    PayloadIndexParams keyword =
        PayloadIndexParams.newBuilder()
            .setKeywordIndexParams(KeywordIndexParams.getDefaultInstance())
            .build();
    for (ListenableFuture<UpdateResult> bad :
        List.of(
            create("f", PayloadSchemaType.Integer, useless),
            create("f", PayloadSchemaType.Integer, keyword),
            create("a b", PayloadSchemaType.Keyword, null))) {
      assertThat(refusal(bad).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(schema()).isEmpty();
    assertThat(
            refusal(
                    qdrant()
                        .createPayloadIndexAsync(
                            collection + "-nowhere",
                            "f",
                            PayloadSchemaType.Keyword,
                            null,
                            true,
                            null,
                            null))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private UpdateResult index(String field, PayloadSchemaType type) {
    return await(create(field, type, null));
  }

  private ListenableFuture<UpdateResult> create(
      String field, PayloadSchemaType type, @Nullable PayloadIndexParams params) {
    return qdrant().createPayloadIndexAsync(collection, field, type, params, true, null, null);
  }

  private Map<String, PayloadSchemaInfo> schema() {
    return await(qdrant().getCollectionInfoAsync(collection)).getPayloadSchemaMap();
  }

  private List<Long> matching(String words) {
    return client.matching(collection, Filter.newBuilder().addMust(matchText("f", words)).build());
  }

  private static PayloadIndexParams params(TextIndexParams.Builder text) {
    return PayloadIndexParams.newBuilder().setTextIndexParams(text).build();
  }

  private static PayloadSchemaInfo indexed(PayloadSchemaType type, long points) {
    return PayloadSchemaInfo.newBuilder().setDataType(type).setPoints(points).build();
  }

  private static PayloadSchemaInfo indexed(PayloadSchemaType type, PayloadIndexParams params) {
    return PayloadSchemaInfo.newBuilder().setDataType(type).setParams(params).setPoints(0).build();
  }
}
