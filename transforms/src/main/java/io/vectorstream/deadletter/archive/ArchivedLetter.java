package io.vectorstream.deadletter.archive;

import com.google.auto.value.AutoValue;
import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.RecordPlace;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it stands in its topic. What a record of that topic does not say is null: not
 * every one of them needs to have been written by a pipeline.
 */
@AutoValue
public abstract class ArchivedLetter {

  /** The letter's partition in the dead-letter topic. */
  public abstract int partition();

  /** The letter's offset there. */
  public abstract long offset();

  /** When the letter was written. */
  public abstract Instant time();

  /** The stage that failed: {@code parse}, {@code embed} or {@code write}. */
  public abstract @Nullable String stage();

  /** Why, in one sentence. */
  public abstract @Nullable String reason();

  /** The class of the exception behind the reason, or null if there was none. */
  public abstract @Nullable String exceptionClass();

  /** Where the record stands that the letter is about. */
  public abstract @Nullable RecordPlace origin();

  /** When that record was written, by its timestamp. */
  public abstract @Nullable Instant originTime();

  /** The record's key, or null if it had none. */
  public abstract @Nullable LetterBytes key();

  /** The record's value, or null if it had none. */
  public abstract @Nullable LetterBytes value();

  /**
   * How many bytes of the record were too many for a letter, so that key, value and headers are
   * left out; null if the letter has them.
   */
  public abstract @Nullable Long omittedBytes();

  /** The headers that the record itself had; none in a list. */
  public abstract List<Header> headers();

  /** Origin and time of a letter that has an origin. */
  final DatedPlace datedOrigin() {
    return new DatedPlace(origin(), originTime() == null ? null : originTime().toEpochMilli());
  }

  static Builder builder() {
    return new AutoValue_ArchivedLetter.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setPartition(int partition);

    abstract Builder setOffset(long offset);

    abstract Builder setTime(Instant time);

    abstract Builder setStage(@Nullable String stage);

    abstract Builder setReason(@Nullable String reason);

    abstract Builder setExceptionClass(@Nullable String exceptionClass);

    abstract Builder setOrigin(@Nullable RecordPlace origin);

    abstract Builder setOriginTime(@Nullable Instant originTime);

    abstract Builder setKey(@Nullable LetterBytes key);

    abstract Builder setValue(@Nullable LetterBytes value);

    abstract Builder setOmittedBytes(@Nullable Long omittedBytes);

    abstract Builder setHeaders(List<Header> headers);

    abstract ArchivedLetter build();
  }
}
