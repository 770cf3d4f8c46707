package io.vectorstream.local.qdrant.storage;

import static com.google.protobuf.ByteString.copyFrom;
import static io.qdrant.client.PointIdFactory.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.local.qdrant.vector.VectorBytes;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms in which clients send a vector, of which all are stored the same. */
final class PointEncoderTest {
  private static final float[] STORED = {0.6f, 0.8f};

  private final PointEncoder encoder =
      new PointEncoder(
          VectorSpaces.of(
              CreateCollection.newBuilder()
                  .setVectorsConfig(
                      VectorsConfig.newBuilder()
                          .setParams(
                              VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine)))
                  .build()));

  @Test
  @SuppressWarnings("deprecation") // older clients send the numbers in the field of old
  void allFormsOfAVectorAreStoredTheSame() {
    assertThat(stored(unnamed(dense(3, 4)))).isEqualTo(STORED);
    assertThat(stored(unnamed(dense(0.6f, 0.8f)))).isEqualTo(STORED);
    assertThat(stored(unnamed(Vector.newBuilder().addData(3).addData(4).build())))
        .isEqualTo(STORED);
    assertThat(
            stored(
                Vectors.newBuilder()
                    .setVectors(NamedVectors.newBuilder().putVectors("", dense(3, 4)))
                    .build()
                    .toByteString()))
        .isEqualTo(STORED);
    assertThat(stored(unnamed(dense(9, 9)).concat(unnamed(dense(3, 4)))))
        .as("the last one counts")
        .isEqualTo(STORED);
  }

  @Test
  void eachNumberMayHaveAFieldOfItsOwn() {
    ByteString vectors =
        field(Vectors.VECTOR_FIELD_NUMBER, field(Vector.DENSE_FIELD_NUMBER, oneByOne(3, 4)));

    assertThat(stored(vectors)).isEqualTo(STORED);
  }

  @Test
  void bytesThatAreNoVectorAreRefused() {
    ByteString cut = copyFrom(VectorBytes.encode(STORED)).substring(0, 7);
    ByteString vectors =
        field(
            Vectors.VECTOR_FIELD_NUMBER,
            field(Vector.DENSE_FIELD_NUMBER, field(DenseVector.DATA_FIELD_NUMBER, cut)));

    assertThatThrownBy(() -> stored(vectors))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("failed to decode Protobuf message");
    assertThatThrownBy(() -> encoder.encode(List.of(copyFrom(new byte[] {0x22, 0x7F}))))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("failed to decode Protobuf message");
    assertThatThrownBy(() -> stored(ByteString.EMPTY))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("Expected some vectors");
  }

  private float[] stored(ByteString vectors) {
    ByteString point =
        PointStruct.newBuilder()
            .setId(id(7))
            .build()
            .toByteString()
            .concat(field(PointStruct.VECTORS_FIELD_NUMBER, vectors));
    byte[] bytes = encoder.encode(List.of(point)).get(0).dense().get(VectorSpaces.UNNAMED);
    return VectorBytes.decode(bytes, 0, bytes.length);
  }

  private static ByteString unnamed(Vector vector) {
    return Vectors.newBuilder().setVector(vector).build().toByteString();
  }

  private static Vector dense(float one, float other) {
    return Vector.newBuilder()
        .setDense(DenseVector.newBuilder().addData(one).addData(other))
        .build();
  }

  private static ByteString oneByOne(float... numbers) {
    UnknownFieldSet.Field.Builder data = UnknownFieldSet.Field.newBuilder();
    for (float number : numbers) {
      data.addFixed32(Float.floatToIntBits(number));
    }
    return UnknownFieldSet.newBuilder()
        .addField(DenseVector.DATA_FIELD_NUMBER, data.build())
        .build()
        .toByteString();
  }

  private static ByteString field(int number, ByteString content) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build())
        .build()
        .toByteString();
  }
}
