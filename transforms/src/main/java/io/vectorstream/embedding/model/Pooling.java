package io.vectorstream.embedding.model;

import java.util.Arrays;
import java.util.Locale;

/** How the vectors of a text's tokens become one vector. */
public enum Pooling {
  /** The average of all tokens. */
  MEAN,
  /** The first token, which models of the BERT family call {@code [CLS]}. */
  CLS,
  /** For each component the largest of all tokens. */
  MAX,
  /** The sum of all tokens divided by the square root of their number. */
  MEAN_SQRT_LEN,
  /** The last token. */
  LAST_TOKEN;

  /**
   * Reads a pooling as a user writes it, such as {@code mean} or {@code last_token}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Pooling parse(String name) {
    for (Pooling pooling : values()) {
      if (pooling.toString().equals(name)) {
        return pooling;
      }
    }
    throw new IllegalArgumentException(
        "a pooling is one of " + Arrays.toString(values()) + ", not \"" + name + "\"");
  }

  /** The name as a user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
