package io.vectorstream.tools.search;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which events a search is about. */
final class FilterFlags {

  @Option(
      names = "--eventType",
      paramLabel = "WORD",
      description = "Only events of this type, such as purchase.")
  private @Nullable String eventType;

  @Option(
      names = "--category",
      paramLabel = "TEXT",
      description = "Only products of this category, letter by letter.")
  private @Nullable String category;

  @Option(names = "--userId", paramLabel = "ID", description = "Only events of this shopper.")
  private @Nullable String userId;

  @Option(
      names = "--minPrice",
      paramLabel = "NUMBER",
      description = "Only products that cost this much or more.")
  private @Nullable Double minPrice;

  @Option(
      names = "--maxPrice",
      paramLabel = "NUMBER",
      description = "Only products that cost this much or less.")
  private @Nullable Double maxPrice;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only events of this time or later, such as 2026-01-31T09:30:00Z.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only events before this time.")
  private @Nullable String until;

  /**
   * The filter that the flags make.
   *
   * @throws UserMistakeException if one makes no sense
   */
  SearchFilter filter() {
    SearchFilter filter = SearchFilter.all();
    filter = with(filter, "--eventType", eventType, SearchFilter::withEventType);
    filter = with(filter, "--category", category, SearchFilter::withCategory);
    filter = with(filter, "--userId", userId, SearchFilter::withUserId);
    filter = with(filter, "--minPrice", minPrice, SearchFilter::withMinPrice);
    filter = with(filter, "--maxPrice", maxPrice, SearchFilter::withMaxPrice);
    filter = with(filter, "--since", since, (all, time) -> all.withSince(parse(time)));
    return with(filter, "--until", until, (all, time) -> all.withUntil(parse(time)));
  }

  private static <T> SearchFilter with(
      SearchFilter filter,
      String flag,
      @Nullable T value,
      BiFunction<SearchFilter, T, SearchFilter> condition) {
    if (value == null) {
      return filter;
    }
    try {
      return condition.apply(filter, value);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(flag + ": " + e.getMessage(), e);
    }
  }

  private static Instant parse(String time) {
    try {
      return IsoTimes.parse(time);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "it has to be a time such as 2026-01-31T09:30:00Z, it is \"" + time + "\"", e);
    }
  }
}
