package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VectorMessagesTest {

  private final VectorMessages messages = new VectorMessages();

  @Test
  void pointsOfOneVectorShareItsMessage() throws Exception {
    float[] vector = {0.5f, -1, 2};

    Vector message = messages.shared(vector);

    assertThat(sent(message).getDense().getDataList()).isEqualTo(List.of(0.5f, -1f, 2f));
    assertThat(messages.shared(vector)).isSameAs(message);
  }

  @Test
  void pointsOfOneSparseVectorShareItsMessage() throws Exception {
    SparseVector words = SparseVector.of(new int[] {-1, 5}, new float[] {0.25f, 3});

    Vector message = messages.shared(words);

    assertThat(sent(message).getSparse().getIndicesList()).isEqualTo(List.of(-1, 5));
    assertThat(sent(message).getSparse().getValuesList()).isEqualTo(List.of(0.25f, 3f));
    assertThat(messages.shared(words)).isSameAs(message);
    assertThat(messages.shared(SparseVector.of(new int[] {-1, 5}, new float[] {0.25f, 3})))
        .isNotSameAs(message)
        .isEqualTo(message);
  }

  @Test
  void whatIsReadableIsSentAsTheSameBytes() {
    float[] vector = {0.5f, -1, 2};

    Vector readable = VectorMessages.readable().shared(vector);

    assertThat(readable.getDense().getDataList()).containsExactly(0.5f, -1f, 2f);
    assertThat(messages.shared(vector).toByteString()).isEqualTo(readable.toByteString());
  }

  /** What a server makes of a message. */
  private static Vector sent(Vector message) throws Exception {
    return Vector.parseFrom(message.toByteString());
  }

  @Test
  void equalVectorsThatAreNotTheSameDoNot() {
    Vector message = messages.shared(new float[] {1});

    assertThat(messages.shared(new float[] {1})).isNotSameAs(message).isEqualTo(message);
  }

  @Test
  void ofManyVectorsNotAllAreRemembered() throws Exception {
    float[] first = {0};
    Vector message = messages.shared(first);
    for (int number = 1; number <= 3_000; number++) {
      Vector other = messages.shared(new float[] {number});
      assertThat(sent(other).getDense().getDataList()).containsExactly((float) number);
    }

    assertThat(messages.shared(first)).isNotSameAs(message).isEqualTo(message);
  }
}
