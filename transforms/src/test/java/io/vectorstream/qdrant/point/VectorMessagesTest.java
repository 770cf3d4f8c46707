package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VectorMessagesTest {

  private static final float[] DENSE = {0.5f, -1, 2};
  private static final SparseVector WORDS = words(0.25f);

  private final VectorMessages messages = new VectorMessages();
  private final VectorMessages readable = VectorMessages.readable();

  private static SparseVector words(float value) {
    return SparseVector.of(new int[] {-1, 5}, new float[] {value, 3});
  }

  private static QdrantPoint point(long id) {
    return QdrantPoint.withId(id);
  }

  /** What a server makes of a message. */
  private static Vectors sent(Vectors message) throws Exception {
    return Vectors.parseFrom(message.toByteString());
  }

  @Test
  void pointsOfOneVectorShareItsMessage() throws Exception {
    Vectors message = messages.shared(point(1).withVector(DENSE));

    assertThat(sent(message).getVector().getDense().getDataList())
        .isEqualTo(List.of(0.5f, -1f, 2f));
    assertThat(messages.shared(point(2).withVector(DENSE))).isSameAs(message);
  }

  @Test
  void pointsOfOneVectorAndTheSameWordsShareTheirMessage() throws Exception {
    QdrantPoint point = point(1).withVector(DENSE).withSparseVector("words", WORDS);

    Vectors message = messages.shared(point);

    Map<String, Vector> named = sent(message).getVectors().getVectorsMap();
    assertThat(named).containsOnlyKeys("", "words");
    assertThat(named.get("").getDense().getDataList()).isEqualTo(List.of(0.5f, -1f, 2f));
    assertThat(named.get("words").getSparse().getIndicesList()).isEqualTo(List.of(-1, 5));
    assertThat(named.get("words").getSparse().getValuesList()).isEqualTo(List.of(0.25f, 3f));
    assertThat(messages.shared(point(2).withSparseVector("words", WORDS).withVector(DENSE)))
        .isSameAs(message);
  }

  @Test
  void whatIsReadableIsSentAsTheSameBytes() {
    for (QdrantPoint point :
        List.of(
            point(1).withVector(DENSE),
            point(1).withVector(DENSE).withSparseVector("words", WORDS),
            point(1).withVector("text", DENSE).withVector("image", new float[] {1}))) {
      assertThat(messages.shared(point).toByteString())
          .isEqualTo(readable.shared(point).toByteString());
    }
    assertThat(readable.shared(point(1).withVector(DENSE)).getVector().getDense().getDataList())
        .containsExactly(0.5f, -1f, 2f);
  }

  @Test
  void pointsThatShareSomeOfTheirVectorsShareThoseMessages() {
    Vectors plain = readable.shared(point(1).withVector(DENSE));
    Vectors one = readable.shared(point(2).withVector(DENSE).withSparseVector("words", words(1)));
    Vectors other = readable.shared(point(3).withVector(DENSE).withSparseVector("words", words(2)));
    Vectors named = readable.shared(point(4).withVector(DENSE).withSparseVector("terms", words(2)));

    assertThat(one.getVectors().getVectorsOrThrow("").getDense())
        .isSameAs(plain.getVector().getDense())
        .isSameAs(other.getVectors().getVectorsOrThrow("").getDense());
    assertThat(other.getVectors().getVectorsOrThrow("words").getSparse().getValues(0)).isEqualTo(2);
    assertThat(named.getVectors().getVectorsMap()).containsOnlyKeys("", "terms");
    assertThat(readable.shared(point(5).withVector(DENSE))).isEqualTo(plain);
  }

  @Test
  void pointsWithoutDenseVectorsShareTheirMessageToo() throws Exception {
    Vectors words = messages.shared(point(1).withSparseVector("words", WORDS));

    assertThat(sent(words).getVectors().getVectorsMap()).containsOnlyKeys("words");
    assertThat(messages.shared(point(2).withSparseVector("words", WORDS))).isSameAs(words);
    assertThat(messages.shared(point(3))).isEqualTo(messages.shared(point(4)));
  }

  @Test
  void equalVectorsThatAreNotTheSameDoNot() {
    Vectors message = messages.shared(point(1).withVector(new float[] {1}));

    assertThat(messages.shared(point(2).withVector(new float[] {1})))
        .isNotSameAs(message)
        .isEqualTo(message);
  }

  @Test
  void ofManyVectorsNotAllAreRemembered() throws Exception {
    QdrantPoint first = point(1).withVector(new float[] {0});
    Vectors message = messages.shared(first);
    for (int number = 1; number <= 3_000; number++) {
      Vectors another = messages.shared(point(1).withVector(new float[] {number}));
      assertThat(sent(another).getVector().getDense().getDataList())
          .containsExactly((float) number);
    }

    assertThat(messages.shared(first)).isNotSameAs(message).isEqualTo(message);
  }
}
