package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.model.Pooling;
import org.junit.jupiter.api.Test;

class TokenPoolingTest {

  /** Another text's token, three of the text, and padding. */
  private static final float[] TOKENS = {9, 9, 1, -2, 3, -6, 5, -1, Float.NaN, 7};

  private static float[] pool(Pooling pooling) {
    return TokenPooling.pool(pooling, TOKENS, 2, 3, 2);
  }

  @Test
  void makesOneVectorOfATextsTokensAlone() {
    assertThat(pool(Pooling.MEAN)).containsExactly(3, -3);
    assertThat(pool(Pooling.CLS)).containsExactly(1, -2);
    assertThat(pool(Pooling.MAX)).containsExactly(5, -1);
    assertThat(pool(Pooling.LAST_TOKEN)).containsExactly(5, -1);
    float root = (float) (1 / Math.sqrt(3));
    assertThat(pool(Pooling.MEAN_SQRT_LEN)).containsExactly(9 * root, -9 * root);
  }

  @Test
  void normalizesWhatHasALength() {
    float[] vector = {3, -4};
    TokenPooling.normalize(vector);
    assertThat(vector).containsExactly(0.6f, -0.8f);

    float[] zeros = {0, 0};
    TokenPooling.normalize(zeros);
    assertThat(zeros).containsExactly(0, 0);
  }
}
