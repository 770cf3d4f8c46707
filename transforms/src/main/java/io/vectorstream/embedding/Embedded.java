package io.vectorstream.embedding;

import com.google.auto.value.AutoValue;

/** An element, its text, and the vector of that. */
@AutoValue
public abstract class Embedded<T> {

  /** The element. */
  public abstract T element();

  /** The text that was embedded; of a batch, elements of equal text share it. */
  public abstract String text();

  /** The vector; shared with other elements of equal text, so do not write to it. */
  @SuppressWarnings("mutable")
  public abstract float[] vector();

  /** An element with its text and vector. */
  public static <T> Embedded<T> of(T element, String text, float[] vector) {
    return new AutoValue_Embedded<>(element, text, vector);
  }
}
