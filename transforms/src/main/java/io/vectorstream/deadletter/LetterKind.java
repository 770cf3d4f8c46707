package io.vectorstream.deadletter;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.metrics.MetricName;

/**
 * What letters have in common: the stage that failed, and the reason without what is particular to
 * one record. Letters are counted by it, so there are only so many.
 *
 * @param stage {@code parse}, {@code embed} or {@code write}
 * @param reason such as {@code not JSON} or {@code event_id is missing or blank}
 */
public record LetterKind(String stage, String reason) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The reason of those that come when there are as many as can be counted. */
  static final String OTHER = "another reason";

  private static final String COUNTER = DeadLetters.EVENTS_DEAD_LETTERED.getName() + "_by_";
  private static final String SEPARATOR = "/";

  private static final int MOST = 100;
  private static final int LONGEST = 80;

  private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);
  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
  private static final Pattern NUMBER = Pattern.compile("(?<= )-?\\d+([.,]\\d+)*([eE][+-]?\\d+)?");
  private static final Pattern PARTICULARS = Pattern.compile("(: |, such as ).*", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final Set<LetterKind> SEEN = ConcurrentHashMap.newKeySet();

  /** The kind of a letter. */
  static LetterKind of(DeadLetter letter) {
    LetterKind kind = new LetterKind(letter.stage(), general(letter.reason()));
    if (SEEN.contains(kind)) {
      return kind;
    }
    return SEEN.size() < MOST && SEEN.add(kind) ? kind : new LetterKind(letter.stage(), OTHER);
  }

  /** A reason without what is particular to one record. */
  public static String general(String reason) {
    String general = QUOTED.matcher(reason).replaceFirst("…");
    general = UUID.matcher(general).replaceAll("…");
    general = PARTICULARS.matcher(general).replaceFirst("");
    general = NUMBER.matcher(general).replaceAll("N");
    general = CONTROL.matcher(general).replaceAll(" ");
    return general.length() <= LONGEST ? general : general.substring(0, LONGEST) + "…";
  }

  /** The counter of letters of this kind. */
  MetricName counter() {
    return MetricName.named(DeadLetters.class, COUNTER + stage + SEPARATOR + reason);
  }

  /** The kind that a counter counts; nothing if it counts something else. */
  public static Optional<LetterKind> countedBy(MetricName counter) {
    String name = counter.getName();
    if (!counter.getNamespace().equals(DeadLetters.EVENTS_DEAD_LETTERED.getNamespace())
        || !name.startsWith(COUNTER)) {
      return Optional.empty();
    }
    int separator = name.indexOf(SEPARATOR, COUNTER.length());
    return Optional.of(
        new LetterKind(
            name.substring(COUNTER.length(), separator),
            name.substring(separator + SEPARATOR.length())));
  }

  /** It in words: {@code parse: not JSON}. */
  @Override
  public String toString() {
    return stage + ": " + reason;
  }
}
