package io.vectorstream.embedding.model;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** The pooling that a model's own files call so; null if it is none of these. */
  static @Nullable Pooling inFiles(String name) {
    return switch (name) {
      case "mean", "mean_tokens" -> MEAN;
      case "cls", "cls_token" -> CLS;
      case "max", "max_tokens" -> MAX;
      case "mean_sqrt_len", "mean_sqrt_len_tokens" -> MEAN_SQRT_LEN;
      case "lasttoken", "last_token" -> LAST_TOKEN;
      default -> null;
    };
  }

  /** The name as a user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
