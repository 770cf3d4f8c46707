package io.vectorstream.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's place in Kafka and its timestamp, which tells it from the record that another topic of
 * the same name has there.
 *
 * @param timestampMillis in milliseconds since the epoch, or null if it is not known
 */
public record DatedPlace(RecordPlace place, @Nullable Long timestampMillis) {

  /**
   * Where a record that stands here stood first: here, unless it is a copy of an earlier record of
   * its partition.
   *
   * @param named the places that the record's headers name, as {@link PlaceHeaders} reads them
   */
  public DatedPlace original(List<DatedPlace> named) {
    return named.stream()
        .filter(earlier -> earlier.place.canBeOriginalOf(place))
        .findFirst()
        .orElse(this);
  }
}
