package io.vectorstream.qdrant;

import com.google.auto.value.AutoValue;
import org.jspecify.annotations.Nullable;

/** An element that became no point. */
@AutoValue
public abstract class Rejected<T> {

  /** The element. */
  public abstract T element();

  /** Why, in one sentence. */
  public abstract String reason();

  /** The class of the exception behind the reason, or null if there was none. */
  public abstract @Nullable String exceptionClass();

  static <T> Rejected<T> of(T element, Throwable cause) {
    return of(element, cause.getMessage(), cause.getClass().getName());
  }

  static <T> Rejected<T> of(T element, String reason, @Nullable String exceptionClass) {
    return new AutoValue_Rejected<>(element, reason, exceptionClass);
  }
}
