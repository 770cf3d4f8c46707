package io.vectorstream.local.qdrant;

import static io.qdrant.client.ConditionFactory.geoRadius;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.nested;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.orderBy;
import static io.qdrant.client.QueryFactory.sample;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.StemmingAlgorithm;
import io.qdrant.client.grpc.Collections.StopwordsSet;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.ClearPayload;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.WithLookup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does not do it says, instead of doing something else. */
class UnsupportedTest extends StoreTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 2, Distance.Dot);
    client.upsert(collection, point(1, Map.of(), 1, 2));
  }

  @Test
  void callsThatAreMissing() {
    assertUnsupported(
        qdrant().setPayloadAsync(collection, Map.of("a", value(1)), id(1), null, null, null),
        "SetPayload");
    assertUnsupported(
        qdrant()
            .batchUpdateAsync(
                collection,
                List.of(
                    PointsUpdateOperation.newBuilder()
                        .setClearPayload(ClearPayload.getDefaultInstance())
                        .build())),
        "CLEAR_PAYLOAD");
    assertUnsupported(qdrant().createAliasAsync("alias", collection), "UpdateAliases");
    assertUnsupported(qdrant().createSnapshotAsync(collection), "qdrant.Snapshots/Create");
  }

  @Test
  void kindsOfCollectionsThatAreMissing() {
    VectorParams.Builder params = VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot);
    assertUnsupported(
        qdrant()
            .createCollectionAsync(
                collection + "2", params.clone().setDatatype(Datatype.Uint8).build()),
        "Uint8");
    assertUnsupported(
        qdrant()
            .createCollectionAsync(
                collection + "2",
                Map.of(
                    "text",
                    params
                        .clone()
                        .setMultivectorConfig(MultiVectorConfig.getDefaultInstance())
                        .build())),
        "multivectors");
    assertUnsupported(
        qdrant().createCollectionAsync(collection + "2", Map.of()), "without vectors");
    assertUnsupported(
        qdrant()
            .createPayloadIndexAsync(
                collection, "f", PayloadSchemaType.Uuid, null, true, null, null),
        "uuid indexes");
  }

  @Test
  void kindsOfTextIndexesThatAreMissing() {
    TextIndexParams.Builder params = TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word);
    assertUnsupported(
        textIndex(params.clone().setTokenizer(TokenizerType.Prefix)), "tokenizer Prefix");
    assertUnsupported(
        textIndex(params.clone().setTokenizer(TokenizerType.Multilingual)),
        "tokenizer Multilingual");
    assertUnsupported(
        textIndex(params.clone().setStopwords(StopwordsSet.newBuilder().addCustom("the"))),
        "stopwords");
    assertUnsupported(
        textIndex(params.clone().setStemmer(StemmingAlgorithm.getDefaultInstance())), "stemmer");
    assertUnsupported(textIndex(params.clone().setPhraseMatching(true)), "phrase matching");
    assertUnsupported(textIndex(params.clone().setAsciiFolding(true)), "ascii folding");
    assertThat(await(qdrant().getCollectionInfoAsync(collection)).getPayloadSchemaMap()).isEmpty();
  }

  @Test
  void changesOfACollectionThatAreMissing() {
    UpdateCollection.Builder update =
        UpdateCollection.newBuilder()
            .setCollectionName(collection)
            .putMetadata("owner", value("me"));
    assertUnsupported(
        qdrant()
            .updateCollectionAsync(
                update.clone().setVectorsConfig(VectorsConfigDiff.getDefaultInstance()).build()),
        "vectors_config");
    assertUnsupported(
        qdrant()
            .updateCollectionAsync(
                update.clone().setStrictModeConfig(StrictModeConfig.getDefaultInstance()).build()),
        "strict mode");
    assertThat(client.metadata(collection)).as("nothing is done by halves").isEmpty();
  }

  @Test
  void kindsOfVectorsThatAreMissing() {
    PointStruct several =
        PointStruct.newBuilder()
            .setId(id(2))
            .setVectors(VectorsFactory.vectors(VectorFactory.multiVector(List.of(List.of(1f, 2f)))))
            .build();
    assertUnsupported(qdrant().upsertAsync(upsertOf(collection, several).build()), "MULTI_DENSE");
  }

  @Test
  void kindsOfQueriesThatAreMissing() {
    QueryPoints.Builder query =
        QueryPoints.newBuilder().setCollectionName(collection).setQuery(nearest(1, 2));
    assertUnsupported(
        qdrant().queryAsync(query.clone().addPrefetch(PrefetchQuery.getDefaultInstance()).build()),
        "VARIANT_NOT_SET");
    assertUnsupported(
        qdrant()
            .queryAsync(
                query
                    .clone()
                    .addPrefetch(PrefetchQuery.newBuilder().setQuery(orderBy("f")))
                    .build()),
        "ORDER_BY");
    assertUnsupported(
        qdrant()
            .queryAsync(
                query
                    .clone()
                    .setQuery(orderBy("f"))
                    .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1, 2)))
                    .build()),
        "prefetch");
    assertUnsupported(
        qdrant().queryAsync(query.clone().setQuery(sample(Sample.Random)).build()), "SAMPLE");
    QueryPointGroups.Builder groups =
        QueryPointGroups.newBuilder().setCollectionName(collection).setGroupBy("f");
    assertUnsupported(
        qdrant().queryGroupsAsync(groups.clone().setQuery(orderBy("f")).build()), "ORDER_BY");
    assertUnsupported(
        qdrant()
            .queryGroupsAsync(
                groups
                    .clone()
                    .setQuery(nearest(1, 2))
                    .setWithLookup(WithLookup.newBuilder().setCollection(collection))
                    .build()),
        "with_lookup");
    assertUnsupported(qdrant().queryAsync(query.clone().clearQuery().build()), "VARIANT_NOT_SET");
    assertUnsupported(
        qdrant()
            .queryAsync(
                query.clone().setParams(SearchParams.newBuilder().setIndexedOnly(true)).build()),
        "indexed_only");
  }

  @Test
  void kindsOfConditionsThatAreMissing() {
    assertUnsupported(count(geoRadius("f", 1, 2, 3)), "geo radius");
    assertUnsupported(count(nested("f", matchKeyword("g", "x"))), "nested");
  }

  private ListenableFuture<?> textIndex(TextIndexParams.Builder params) {
    return qdrant()
        .createPayloadIndexAsync(
            collection,
            "f",
            PayloadSchemaType.Text,
            PayloadIndexParams.newBuilder().setTextIndexParams(params).build(),
            true,
            null,
            null);
  }

  private ListenableFuture<Long> count(Condition condition) {
    return qdrant().countAsync(collection, Filter.newBuilder().addMust(condition).build(), true);
  }

  static void assertUnsupported(ListenableFuture<?> call, String feature) {
    StatusRuntimeException refusal = refusal(call);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(refusal).hasMessageContaining(feature);
  }
}
