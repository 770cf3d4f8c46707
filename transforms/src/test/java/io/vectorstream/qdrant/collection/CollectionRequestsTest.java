package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CollectionRequestsTest {

  private static final CollectionSpec PLAIN = CollectionSpec.of("c", VectorSpec.of(3));
  private static final VectorParams COSINE_3 =
      VectorParams.newBuilder().setSize(3).setDistance(Distance.Cosine).build();
  private static final CreateCollection CREATE_PLAIN =
      CreateCollection.newBuilder()
          .setCollectionName("c")
          .setVectorsConfig(VectorsConfig.newBuilder().setParams(COSINE_3))
          .build();

  @Test
  void whatIsNotSetIsLeftToQdrant() {
    assertThat(CollectionRequests.create(PLAIN)).isEqualTo(CREATE_PLAIN);
  }

  @Test
  void everySettingIsSent() {
    CollectionSpec spec =
        PLAIN
            .withSparseVector("tags", SparseVectorSpec.create())
            .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf))
            .withMetadata(Map.of("owner", ValueFactory.value("shop")))
            .withHnswM(32)
            .withHnswEfConstruct(200)
            .withQuantization(Quantization.scalar())
            .withOnDiskPayload(false)
            .withShardNumber(6)
            .withReplicationFactor(3)
            .withWriteConsistencyFactor(2)
            .withPayloadIndex(PayloadIndex.keyword("user"));

    assertThat(CollectionRequests.create(spec))
        .isEqualTo(
            CREATE_PLAIN.toBuilder()
                .setSparseVectorsConfig(
                    SparseVectorConfig.newBuilder()
                        .putMap("tags", SparseVectorParams.getDefaultInstance())
                        .putMap(
                            "words",
                            SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build()))
                .putMetadata("owner", ValueFactory.value("shop"))
                .setHnswConfig(HnswConfigDiff.newBuilder().setM(32).setEfConstruct(200))
                .setQuantizationConfig(
                    QuantizationConfig.newBuilder()
                        .setScalar(ScalarQuantization.newBuilder().setType(QuantizationType.Int8)))
                .setOnDiskPayload(false)
                .setShardNumber(6)
                .setReplicationFactor(3)
                .setWriteConsistencyFactor(2)
                .build());
  }

  @Test
  void eachSettingOfTheGraphStandsAlone() {
    assertThat(CollectionRequests.create(PLAIN.withHnswM(0)).getHnswConfig())
        .isEqualTo(HnswConfigDiff.newBuilder().setM(0).build());
    assertThat(CollectionRequests.create(PLAIN.withHnswEfConstruct(4)).getHnswConfig())
        .isEqualTo(HnswConfigDiff.newBuilder().setEfConstruct(4).build());
  }

  @Test
  void quantizationsAreSentWithTheirSettings() {
    assertThat(
            quantizationOf(Quantization.scalar().withQuantile(0.99f).withAlwaysRam()).getScalar())
        .isEqualTo(
            ScalarQuantization.newBuilder()
                .setType(QuantizationType.Int8)
                .setQuantile(0.99f)
                .setAlwaysRam(true)
                .build());
    assertThat(quantizationOf(Quantization.binary()))
        .isEqualTo(
            QuantizationConfig.newBuilder()
                .setBinary(BinaryQuantization.getDefaultInstance())
                .build());
    assertThat(quantizationOf(Quantization.binary().withAlwaysRam()).getBinary())
        .isEqualTo(BinaryQuantization.newBuilder().setAlwaysRam(true).build());
  }

  private static QuantizationConfig quantizationOf(Quantization quantization) {
    return CollectionRequests.create(PLAIN.withQuantization(quantization)).getQuantizationConfig();
  }

  @Test
  void namedVectorsAreSentByName() {
    CollectionSpec spec =
        CollectionSpec.of(
            "c",
            ImmutableMap.of(
                "title", VectorSpec.of(3),
                "image", VectorSpec.of(2).withDistance(Distance.Dot).withOnDisk()));

    assertThat(CollectionRequests.create(spec).getVectorsConfig())
        .isEqualTo(
            VectorsConfig.newBuilder()
                .setParamsMap(
                    VectorParamsMap.newBuilder()
                        .putMap("title", COSINE_3)
                        .putMap(
                            "image",
                            VectorParams.newBuilder()
                                .setSize(2)
                                .setDistance(Distance.Dot)
                                .setOnDisk(true)
                                .build()))
                .build());
  }

  @Test
  void anIndexIsSentWithItsType() {
    Map<PayloadIndex, FieldType> types =
        Map.of(
            PayloadIndex.keyword("a.b"), FieldType.FieldTypeKeyword,
            PayloadIndex.integer("a.b"), FieldType.FieldTypeInteger,
            PayloadIndex.floating("a.b"), FieldType.FieldTypeFloat,
            PayloadIndex.datetime("a.b"), FieldType.FieldTypeDatetime,
            PayloadIndex.bool("a.b"), FieldType.FieldTypeBool,
            PayloadIndex.uuid("a.b"), FieldType.FieldTypeUuid,
            PayloadIndex.text("a.b"), FieldType.FieldTypeText,
            PayloadIndex.geo("a.b"), FieldType.FieldTypeGeo);

    types.forEach(
        (index, type) ->
            assertThat(CollectionRequests.index("c", index, true))
                .isEqualTo(
                    CreateFieldIndexCollection.newBuilder()
                        .setCollectionName("c")
                        .setFieldName("a.b")
                        .setFieldType(type)
                        .setWait(true)
                        .build()));
  }
}
