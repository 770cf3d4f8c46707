package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VectorMessagesTest {

  private static final float[] DENSE = {0.5f, -1, 2};
  private static final SparseVector WORDS = words(0.25f);

  private final VectorMessages messages = new VectorMessages();

  private static SparseVector words(float value) {
    return SparseVector.of(new int[] {-1, 5}, new float[] {value, 3});
  }

  private static QdrantPoint point(long id) {
    return QdrantPoint.withId(id);
  }

  /** What a server makes of a message. */
  private static Vectors sent(ByteString message) throws Exception {
    return Vectors.parseFrom(message);
  }

  @Test
  void pointsOfOneVectorShareItsMessage() throws Exception {
    ByteString message = messages.shared(point(1).withVector(DENSE));

    assertThat(sent(message).getVector().getDense().getDataList())
        .isEqualTo(List.of(0.5f, -1f, 2f));
    assertThat(messages.shared(point(2).withVector(DENSE))).isSameAs(message);
  }

  @Test
  void pointsOfOneVectorAndTheSameWordsShareTheirMessage() throws Exception {
    QdrantPoint point = point(1).withVector(DENSE).withSparseVector("words", WORDS);

    ByteString message = messages.shared(point);

    Map<String, Vector> named = sent(message).getVectors().getVectorsMap();
    assertThat(named).containsOnlyKeys("", "words");
    assertThat(named.get("").getDense().getDataList()).isEqualTo(List.of(0.5f, -1f, 2f));
    assertThat(named.get("words").getSparse().getIndicesList()).isEqualTo(List.of(-1, 5));
    assertThat(named.get("words").getSparse().getValuesList()).isEqualTo(List.of(0.25f, 3f));
    assertThat(messages.shared(point(2).withSparseVector("words", WORDS).withVector(DENSE)))
        .isSameAs(message);
  }

  @Test
  void theBytesAreThoseOfTheClientsMessages() {
    float[] longer = new float[1_000];
    for (int place = 0; place < longer.length; place++) {
      longer[place] = 1f / (place + 1);
    }
    Vector words = VectorFactory.vector(List.of(0.25f, 3f), List.of(-1, 5));

    assertThat(bytes(point(1).withVector(longer)))
        .isEqualTo(VectorsFactory.vectors(longer).toByteString());
    assertThat(bytes(point(1).withVector(DENSE).withSparseVector("words", WORDS)))
        .isEqualTo(
            VectorsFactory.namedVectors(
                    ImmutableMap.of("", VectorFactory.vector(DENSE), "words", words))
                .toByteString());
    assertThat(bytes(point(1).withVector("text", DENSE).withVector("Bıld", longer)))
        .isEqualTo(
            VectorsFactory.namedVectors(
                    ImmutableMap.of(
                        "text", VectorFactory.vector(DENSE), "Bıld", VectorFactory.vector(longer)))
                .toByteString());
    assertThat(bytes(point(1)))
        .isEqualTo(VectorsFactory.namedVectors(ImmutableMap.of()).toByteString());
  }

  private ByteString bytes(QdrantPoint point) {
    return messages.shared(point);
  }

  @Test
  void pointsThatShareSomeOfTheirVectorsHaveTheirOwnOthers() throws Exception {
    ByteString plain = messages.shared(point(1).withVector(DENSE));
    ByteString one =
        messages.shared(point(2).withVector(DENSE).withSparseVector("words", words(1)));
    ByteString other =
        messages.shared(point(3).withVector(DENSE).withSparseVector("words", words(2)));
    ByteString named =
        messages.shared(point(4).withVector(DENSE).withSparseVector("terms", words(2)));

    assertThat(sent(one).getVectors().getVectorsOrThrow("").getDense())
        .isEqualTo(sent(plain).getVector().getDense())
        .isEqualTo(sent(other).getVectors().getVectorsOrThrow("").getDense());
    assertThat(sent(one).getVectors().getVectorsOrThrow("words").getSparse().getValues(0))
        .isEqualTo(1);
    assertThat(sent(other).getVectors().getVectorsOrThrow("words").getSparse().getValues(0))
        .isEqualTo(2);
    assertThat(sent(named).getVectors().getVectorsMap()).containsOnlyKeys("", "terms");
    assertThat(messages.shared(point(5).withVector(DENSE))).isEqualTo(plain);
  }

  @Test
  void pointsWithoutDenseVectorsShareTheirMessageToo() throws Exception {
    ByteString words = messages.shared(point(1).withSparseVector("words", WORDS));

    assertThat(sent(words).getVectors().getVectorsMap()).containsOnlyKeys("words");
    assertThat(messages.shared(point(2).withSparseVector("words", WORDS))).isSameAs(words);
    assertThat(messages.shared(point(3))).isEqualTo(messages.shared(point(4)));
  }

  @Test
  void equalVectorsThatAreNotTheSameDoNot() {
    ByteString message = messages.shared(point(1).withVector(new float[] {1}));

    assertThat(messages.shared(point(2).withVector(new float[] {1})))
        .isNotSameAs(message)
        .isEqualTo(message);
  }

  @Test
  void ofManyVectorsNotAllAreRemembered() throws Exception {
    QdrantPoint first = point(1).withVector(new float[] {0});
    ByteString message = messages.shared(first);
    for (int number = 1; number <= 3_000; number++) {
      ByteString another = messages.shared(point(1).withVector(new float[] {number}));
      assertThat(sent(another).getVector().getDense().getDataList())
          .containsExactly((float) number);
    }

    assertThat(messages.shared(first)).isNotSameAs(message).isEqualTo(message);
  }
}
