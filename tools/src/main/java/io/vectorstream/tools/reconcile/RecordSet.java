package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.RecordPlace;

/**
 * A set of records of one topic, told apart by their places and by the second of their timestamps:
 * a topic that was made again has other records at the same offsets. Where the timestamp of one is
 * not known, its place is enough.
 */
final class RecordSet {

  private final Positions undated = new Positions();
  private final Positions dated = new Positions();

  void add(DatedPlace record) {
    RecordPlace place = record.place();
    if (record.timestampMillis() == null) {
      undated.add(place.partition(), place.offset());
    } else {
      dated.add(place.partition(), key(place.offset(), record.timestampMillis()));
    }
  }

  boolean contains(DatedPlace record) {
    RecordPlace place = record.place();
    return undated.contains(place.partition(), place.offset())
        || (record.timestampMillis() != null
            && dated.contains(place.partition(), key(place.offset(), record.timestampMillis())));
  }

  /** No partition gets four billion records within a second. Neighbours have close keys. */
  private static long key(long offset, long timestampMillis) {
    return ((timestampMillis / 1_000) << 32) | offset & 0xffff_ffffL;
  }
}
