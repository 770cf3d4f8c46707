package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.UserMistakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at options' values, and says which option a mistake is in. */
final class OptionValues {

  /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
  private static final long MILLIS_MAX = Duration.ofDays(36_500).toMillis();

  private OptionValues() {}

  /** What a setting makes of an option's value, or the option's name and what is wrong with it. */
  static <T> T named(String option, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--" + option + ": " + e.getMessage(), e);
    }
  }

  /** A number that is not too small. */
  static int atLeast(String option, int least, int value) {
    return Math.toIntExact(atLeast(option, (long) least, value));
  }

  /** A number that is not too small. */
  static long atLeast(String option, long least, long value) {
    if (value < least) {
      throw new UserMistakeException(
          "--" + option + " has to be at least " + least + ", it is " + value);
    }
    return value;
  }

  /** A number that is neither too small nor too large. */
  static int between(String option, int least, int most, int value) {
    return Math.toIntExact(between(option, (long) least, most, value));
  }

  /** A time in milliseconds that is not too short. */
  static Duration millis(String option, long least, long value) {
    return Duration.ofMillis(between(option, least, MILLIS_MAX, value));
  }

  private static long between(String option, long least, long most, long value) {
    if (atLeast(option, least, value) > most) {
      throw new UserMistakeException(
          "--" + option + " has to be at most " + most + ", it is " + value);
    }
    return value;
  }

  /** A name that is not blank. */
  static String notBlank(String option, String value) {
    if (value.isBlank()) {
      throw new UserMistakeException("--" + option + " has to be a name, it is blank");
    }
    return value;
  }

  /** A word among some. */
  static String oneOf(String option, List<String> words, String value) {
    if (!words.contains(value)) {
      throw new UserMistakeException(
          "--" + option + " has to be one of " + String.join(", ", words) + ", it is " + value);
    }
    return value;
  }

  /** What can name a file or a folder on this machine, if it is given. */
  static Optional<Path> path(String option, @Nullable String path) {
    return Optional.ofNullable(path)
        .map(given -> named(option, () -> Path.of(notBlank(option, given))));
  }
}
