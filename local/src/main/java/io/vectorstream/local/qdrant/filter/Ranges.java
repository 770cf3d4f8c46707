package io.vectorstream.local.qdrant.filter;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/** Tests whether a value lies within bounds. */
final class Ranges {
  private Ranges() {}

  /**
   * @param integersOnly whether an integer index answers, which holds no other numbers
   */
  static Predicate<Value> numbers(Range range, boolean integersOnly) {
    return value -> {
      if (value.hasIntegerValue()) {
        return contains(range, (double) value.getIntegerValue());
      }
      return value.hasDoubleValue() && !integersOnly && contains(range, value.getDoubleValue());
    };
  }

  /**
   * @param indexed whether a datetime index answers: it reads more formats, to the microsecond
   */
  static Predicate<Value> datetimes(DatetimeRange range, boolean indexed) {
    Instant lt = range.hasLt() ? instant(range.getLt(), indexed) : null;
    Instant gt = range.hasGt() ? instant(range.getGt(), indexed) : null;
    Instant gte = range.hasGte() ? instant(range.getGte(), indexed) : null;
    Instant lte = range.hasLte() ? instant(range.getLte(), indexed) : null;
    Predicate<Instant> within =
        instant ->
            (lt == null || instant.isBefore(lt))
                && (gt == null || instant.isAfter(gt))
                && (gte == null || !instant.isBefore(gte))
                && (lte == null || !instant.isAfter(lte));
    if (indexed) {
      return value ->
          value.hasStringValue()
              && Datetimes.parseLeniently(value.getStringValue())
                  .map(instant -> instant.truncatedTo(ChronoUnit.MICROS))
                  .filter(within)
                  .isPresent();
    }
    return value ->
        value.hasStringValue()
            && Datetimes.parse(value.getStringValue()).filter(within).isPresent();
  }

  private static boolean contains(Range range, double number) {
    return (!range.hasLt() || number < range.getLt())
        && (!range.hasGt() || number > range.getGt())
        && (!range.hasGte() || number >= range.getGte())
        && (!range.hasLte() || number <= range.getLte());
  }

  private static Instant instant(Timestamp timestamp, boolean indexed) {
    Instant instant = Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    return indexed ? instant.truncatedTo(ChronoUnit.MICROS) : instant;
  }
}
