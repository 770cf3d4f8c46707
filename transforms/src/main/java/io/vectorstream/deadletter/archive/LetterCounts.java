package io.vectorstream.deadletter.archive;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many of the newest letters have which stage and which reason.
 *
 * @param counted how many letters the counts are of
 * @param isAll whether these are all letters that match, and not only the newest
 * @param byStage by the stage's name; letters that name none count as {@code unknown}
 * @param byReason the commonest first
 */
public record LetterCounts(
    long counted, boolean isAll, Map<String, Long> byStage, List<OfReason> byReason) {

  private static final String UNKNOWN = "unknown";

  /** These counts. */
  public LetterCounts {
    byStage = Collections.unmodifiableMap(new TreeMap<>(byStage));
    byReason = List.copyOf(byReason);
  }

  /**
   * How many letters have a reason, whatever texts and numbers it quotes.
   *
   * @param reason the newest letter's, as an example
   */
  public record OfReason(String reason, long count) {}

  /** Counts letters, the newest first. */
  static final class Counter {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9-]++");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private final Map<String, Long> byStage = new TreeMap<>();
    private final Map<String, String> examples = new HashMap<>();
    private final Map<String, Long> byReason = new HashMap<>();
    private long counted;

    void add(ArchivedLetter letter) {
      counted++;
      byStage.merge(orUnknown(letter.stage()), 1L, Long::sum);
      String reason = orUnknown(letter.reason());
      String kind = kindOf(reason);
      examples.putIfAbsent(kind, reason);
      byReason.merge(kind, 1L, Long::sum);
    }

    long counted() {
      return counted;
    }

    LetterCounts counts(boolean isAll) {
      List<OfReason> reasons =
          byReason.entrySet().stream()
              .map(kind -> new OfReason(examples.get(kind.getKey()), kind.getValue()))
              .sorted(
                  Comparator.comparing(OfReason::count).reversed().thenComparing(OfReason::reason))
              .toList();
      return new LetterCounts(counted, isAll, byStage, reasons);
    }

    private static String orUnknown(@Nullable String text) {
      return text == null ? UNKNOWN : text;
    }

    /** A reason without what it quotes of the record, such as a text, a number or an id. */
    private static String kindOf(String reason) {
      String unquoted = QUOTED.matcher(reason).replaceAll("");
      return WORD.matcher(unquoted)
          .replaceAll(word -> DIGIT.matcher(word.group()).find() ? "0" : word.group());
    }
  }
}
