package io.vectorstream.pipeline.report;

import io.vectorstream.deadletter.LetterKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says so when more events become dead letters than are stored, and why most of them do. */
public final class LetterReasons {

  private static final Logger LOG = LoggerFactory.getLogger(LetterReasons.class);

  /** Fewer events than these say little about a stream. */
  private static final long ENOUGH = 100;

  private static final int COMMONEST = 3;

  private long nextWarning = ENOUGH;

  /** For one run. */
  public LetterReasons() {}

  /** Logs it, if it is so: once, and again when there are ten times as many. */
  public void look(RunMetrics metrics) {
    if (metrics.deadLettered() < nextWarning) {
      return;
    }
    sentence(metrics)
        .ifPresent(
            sentence -> {
              LOG.warn(sentence);
              nextWarning = metrics.deadLettered() * 10;
            });
  }

  /** Says it in one sentence; nothing if it is not so. */
  public static Optional<String> sentence(RunMetrics metrics) {
    if (metrics.deadLettered() <= metrics.written()) {
      return Optional.empty();
    }
    String reasons =
        metrics.letters().entrySet().stream()
            .sorted(Map.Entry.<LetterKind, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(COMMONEST)
            .map(kind -> String.format(Locale.ROOT, "%s (%,d)", kind.getKey(), kind.getValue()))
            .collect(Collectors.joining("; "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "More events became dead letters (%,d) than were stored (%,d), mostly for: %s",
            metrics.deadLettered(),
            metrics.written(),
            reasons));
  }
}
