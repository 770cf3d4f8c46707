package io.vectorstream.embedding;

import com.google.auto.value.AutoValue;

/** An element and the vector of its text. */
@AutoValue
public abstract class Embedded<T> {

  /** The element. */
  public abstract T element();

  /** The vector; shared with other elements of equal text, so do not write to it. */
  @SuppressWarnings("mutable")
  public abstract float[] vector();

  /** An element with its vector. */
  public static <T> Embedded<T> of(T element, float[] vector) {
    return new AutoValue_Embedded<>(element, vector);
  }
}
