package io.vectorstream.deadletter;

import java.util.List;

/** A record's place in Kafka. */
public record RecordPlace(String topic, int partition, long offset) {

  /**
   * Where a record that stands here stood first: here, unless it is a copy of an earlier record of
   * its partition.
   *
   * @param named the places that the record's headers name, as {@link PlaceHeaders} reads them
   */
  public RecordPlace original(List<RecordPlace> named) {
    for (RecordPlace place : named) {
      // Headers are whatever the sender wrote: a place elsewhere, or later, is no original of this.
      if (place.topic.equals(topic) && place.partition == partition && place.offset < offset) {
        return place;
      }
    }
    return this;
  }
}
