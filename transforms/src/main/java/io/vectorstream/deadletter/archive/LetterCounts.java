package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.LetterKind;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** These and those of another topic. */
  public LetterCounts plus(LetterCounts others) {
    Counter both = new Counter();
    both.add(this);
    both.add(others);
    return both.counts(isAll && others.isAll);
  }

  /**
   * How many letters have a reason, but for what is particular to one record.
   *
   * @param reason the newest letter's, as an example
   */
  public record OfReason(String reason, long count) {}

  /** Counts letters, the newest first. */
  static final class Counter {

    private final Map<String, Long> byStage = new TreeMap<>();
    private final Map<String, String> examples = new HashMap<>();
    private final Map<String, Long> byReason = new HashMap<>();
    private long counted;

    void add(ArchivedLetter letter) {
      counted++;
      byStage.merge(orUnknown(letter.stage()), 1L, Long::sum);
      add(orUnknown(letter.reason()), 1);
    }

    private void add(LetterCounts counts) {
      counted += counts.counted;
      counts.byStage.forEach((stage, count) -> byStage.merge(stage, count, Long::sum));
      counts.byReason.forEach(reason -> add(reason.reason(), reason.count()));
    }

    private void add(String reason, long count) {
      String kind = LetterKind.general(reason);
      examples.putIfAbsent(kind, reason);
      byReason.merge(kind, count, Long::sum);
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
  }
}
