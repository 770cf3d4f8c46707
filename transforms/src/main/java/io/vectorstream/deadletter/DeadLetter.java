package io.vectorstream.deadletter;

import com.google.auto.value.AutoValue;
import io.vectorstream.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A record that could not become a point, with the stage that failed on it and the reason. */
@AutoValue
public abstract class DeadLetter {

  /** The record as it was read. */
  public abstract SourceRecord source();

  /** Where it failed: {@code parse}, {@code embed} or {@code write}. */
  public abstract String stage();

  /** Why, in one sentence. */
  public abstract String reason();

  /** The class of the exception behind the reason, or null if there was none. */
  public abstract @Nullable String exceptionClass();

  /** A letter about a record. */
  public static DeadLetter of(
      SourceRecord source, String stage, String reason, @Nullable String exceptionClass) {
    return new AutoValue_DeadLetter(source, stage, reason, exceptionClass);
  }
}
