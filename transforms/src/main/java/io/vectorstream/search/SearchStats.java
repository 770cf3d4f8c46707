package io.vectorstream.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, in numbers. A part is left empty where the collection has no payload index that
 * counts or orders by it.
 *
 * @param points how many points there are
 * @param eventsByType how many events there are of each type, the commonest first
 * @param eventsByCategory how many events there are of products of each category, the commonest
 *     first
 * @param newest when the newest event happened, those with a time in the future left out; null if
 *     there is none
 * @param eventsByHour how many events there are of each of 24 hours of the clock, in UTC and in
 *     their order, the last being that of the newest event
 */
public record SearchStats(
    long points,
    Map<String, Long> eventsByType,
    Map<String, Long> eventsByCategory,
    @Nullable Instant newest,
    List<Hour> eventsByHour) {

  /**
   * The events of an hour.
   *
   * @param start when it begins
   * @param events how many there are
   */
  public record Hour(Instant start, long events) {}
}
