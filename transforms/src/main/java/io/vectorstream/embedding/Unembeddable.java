package io.vectorstream.embedding;

import com.google.auto.value.AutoValue;
import org.jspecify.annotations.Nullable;

/** An element that has no vector: it has no text, or the model fails on its text. */
@AutoValue
public abstract class Unembeddable<T> {

  /** The element. */
  public abstract T element();

  /** Why, in one sentence. */
  public abstract String reason();

  /** The class of the model's exception, or null if the element has no text. */
  public abstract @Nullable String exceptionClass();

  static <T> Unembeddable<T> of(T element, String reason, @Nullable String exceptionClass) {
    return new AutoValue_Unembeddable<>(element, reason, exceptionClass);
  }
}
