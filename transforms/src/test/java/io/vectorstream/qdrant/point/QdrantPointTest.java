package io.vectorstream.qdrant.point;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

final class QdrantPointTest {

  private static final String UUID_TEXT = "0b9e3c1a-7f55-4d7e-9c33-0d6a3a4b5c6d";
  private static final Map<String, Value> PAYLOAD =
      Map.of("price", value(9.5), "tags", value(List.of(value("a"), value(true))));

  private static final SparseVector WORDS =
      SparseVector.of(new int[] {-3, 7}, new float[] {0.5f, 2});

  @Test
  void idsOfEachKindNameThePointsThatTheyDoElsewhere() {
    assertThat(QdrantPoint.withId(-1).id().getNum()).isEqualTo(0xFFFF_FFFF_FFFF_FFFFL);
    assertThat(QdrantPoint.withId("order-17").id()).isEqualTo(PointIds.of("order-17"));
    PointId uuid = PointId.newBuilder().setUuid(UUID_TEXT).build();
    assertThat(QdrantPoint.withId(UUID.fromString(UUID_TEXT)).id()).isEqualTo(uuid);
    assertThat(QdrantPoint.withId(UUID_TEXT.toUpperCase(java.util.Locale.ROOT)).id())
        .isEqualTo(uuid);
    PointId dashless = PointId.newBuilder().setUuid(UUID_TEXT.replace("-", "")).build();
    assertThat(QdrantPoint.withId(dashless).id()).isEqualTo(uuid);
  }

  @Test
  void isSentAsQdrantsClientWouldSendIt() {
    QdrantPoint point = QdrantPoint.withId(7).withVector(new float[] {1, 2}).withPayload(PAYLOAD);
    assertThat(point.toStruct())
        .isEqualTo(
            PointStruct.newBuilder()
                .setId(PointIds.of(7))
                .setVectors(VectorsFactory.vectors(1, 2))
                .putAllPayload(PAYLOAD)
                .build());

    assertThat(
            QdrantPoint.withId(7)
                .withVector("text", new float[] {9})
                .withVector("image", new float[] {3, 4})
                .withVector("text", new float[] {1})
                .toStruct()
                .getVectors())
        .isEqualTo(
            VectorsFactory.namedVectors(
                Map.of("text", VectorFactory.vector(1), "image", VectorFactory.vector(3, 4))));

    assertThat(point.withSparseVector("words", WORDS).toStruct().getVectors())
        .isEqualTo(
            VectorsFactory.namedVectors(
                Map.of(
                    "",
                    VectorFactory.vector(1, 2),
                    "words",
                    VectorFactory.vector(List.of(0.5f, 2f), List.of(-3, 7)))));
    assertThat(
            QdrantPoint.withId(7)
                .withSparseVector("words", SparseVector.of(new int[0], new float[0]))
                .withSparseVector("words", WORDS)
                .withVector(new float[] {1, 2})
                .withPayload(PAYLOAD)
                .toStruct())
        .as("in any order")
        .isEqualTo(point.withSparseVector("words", WORDS).toStruct());

    assertThat(point.withSparseVector("words", WORDS).deleted().toStruct())
        .isEqualTo(PointStruct.newBuilder().setId(PointIds.of(7)).build());
  }

  @Test
  void survivesItsCoder() throws Exception {
    QdrantPoint point =
        QdrantPoint.withId(UUID_TEXT)
            .withVector("text", new float[] {1, Float.NaN})
            .withVector("image", new float[] {})
            .withSparseVector("words", WORDS)
            .withSparseVector("none", SparseVector.of(new int[0], new float[0]))
            .withPayload(PAYLOAD);
    for (QdrantPoint original : new QdrantPoint[] {point, point.deleted()}) {
      QdrantPoint copy = CoderUtils.clone(QdrantPointCoder.of(), original);

      assertThat(copy.toStruct()).isEqualTo(original.toStruct());
      assertThat(copy.sparseVectors()).isEqualTo(original.sparseVectors());
      assertThat(copy.payload()).isEqualTo(original.payload());
      assertThat(copy.isDeletion()).isEqualTo(original.isDeletion());
    }
    assertThat(CoderRegistry.createDefault().getCoder(QdrantPoint.class))
        .isSameAs(QdrantPointCoder.of());
  }
}
