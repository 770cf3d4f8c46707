package io.vectorstream.deadletter.archive;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which letters are wanted. By default all of them. */
@AutoValue
public abstract class LetterFilter {

  private static final LetterFilter ALL = new AutoValue_LetterFilter(null, null, null, null);

  /** The stage that failed, or null for any. */
  public abstract @Nullable String stage();

  /** A text that the reason has in it, or null. */
  public abstract @Nullable String reason();

  /** When the letter was written at the earliest, or null. */
  public abstract @Nullable Instant since();

  /** Before when it was written, or null. */
  public abstract @Nullable Instant until();

  /** All letters. */
  public static LetterFilter all() {
    return ALL;
  }

  /** Only letters of a stage: {@code parse}, {@code embed} or {@code write}. */
  public LetterFilter withStage(String stage) {
    return new AutoValue_LetterFilter(stage, reason(), since(), until());
  }

  /** Only letters whose reason has this text in it, in upper or lower case. */
  public LetterFilter withReason(String text) {
    return new AutoValue_LetterFilter(stage(), text, since(), until());
  }

  /** Only letters that were written at this time or later. */
  public LetterFilter withSince(Instant since) {
    return checked(new AutoValue_LetterFilter(stage(), reason(), since, until()));
  }

  /** Only letters that were written before this time. */
  public LetterFilter withUntil(Instant until) {
    return checked(new AutoValue_LetterFilter(stage(), reason(), since(), until));
  }

  private static LetterFilter checked(LetterFilter filter) {
    Instant since = filter.since();
    Instant until = filter.until();
    checkArgument(
        since == null || until == null || !since.isAfter(until),
        "since (%s) is later than until (%s)",
        since,
        until);
    return filter;
  }

  /** Whether a letter is wanted. */
  public final boolean matches(ArchivedLetter letter) {
    return (stage() == null || stage().equals(letter.stage()))
        && (since() == null || !letter.time().isBefore(since()))
        && (until() == null || letter.time().isBefore(until()))
        && (reason() == null || hasText(letter.reason(), reason()));
  }

  private static boolean hasText(@Nullable String sentence, String text) {
    return sentence != null
        && sentence.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
