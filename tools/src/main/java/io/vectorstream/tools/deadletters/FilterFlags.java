package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.archive.LetterFilter;
import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The flags that say which letters are meant. */
final class FilterFlags {

  private static final Set<String> STAGES = Set.of("parse", "embed", "write");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--stage",
      paramLabel = "WORD",
      converter = Stage.class,
      description = "Only letters of this stage: parse, embed or write.")
  private @Nullable String stage;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only letters whose reason has this text in it.")
  private @Nullable String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "Only letters that were written at this time or later, such as 2026-01-31T09:30:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only letters that were written before this time.")
  private @Nullable Instant until;

  /** Whether one of them is given. */
  boolean areGiven() {
    return Stream.of(stage, reason, since, until).anyMatch(flag -> flag != null);
  }

  /**
   * The letters that are meant: all, if no flag is given.
   *
   * @throws ParameterException if the times exclude each other
   */
  LetterFilter filter() {
    if (since != null && until != null && since.isAfter(until)) {
      throw new ParameterException(mixee.commandLine(), "--since is later than --until");
    }
    LetterFilter filter = LetterFilter.all();
    filter = stage == null ? filter : filter.withStage(stage);
    filter = reason == null ? filter : filter.withReason(reason);
    filter = since == null ? filter : filter.withSince(since);
    return until == null ? filter : filter.withUntil(until);
  }

  private static final class Stage implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!STAGES.contains(text)) {
        throw new TypeConversionException(
            "it has to be parse, embed or write, it is \"" + text + "\"");
      }
      return text;
    }
  }

  private static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return IsoTimes.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "it has to be a time such as 2026-01-31T09:30:00Z, it is \"" + text + "\"");
      }
    }
  }
}
