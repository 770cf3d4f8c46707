package io.vectorstream.pipeline.items;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.SourceRecord;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Knows of a run, in a worker process, which items of which records are under way, and tells when
 * the last of a record is settled. What gets lost here with a process, or because there is too much
 * of it, is a record that is not finished, and read again. Safe for several threads.
 */
public final class ItemTracker implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int RECORDS = 200_000;

  /** How many events' items, and tombstones, are remembered. */
  static final int REMEMBERED = 20_000;

  private static final Duration MEMORY = Duration.ofMinutes(10);

  private record Place(String run, String topic, int partition, long offset) {}

  /**
   * An event of a run.
   *
   * @param point the event's own, which is the same however the event's id is written
   */
  private record EventKey(String run, PointId point) {}

  /** For however long: an outage may last. */
  private static final Cache<Place, ItemProgress> UNDER_WAY = latest(RECORDS).build();

  /** The points of items that this process has seen lately, so that a tombstone finds them. */
  private static final Cache<EventKey, Set<PointId>> POINTS =
      latest(REMEMBERED).expireAfterAccess(MEMORY).build();

  /** The tombstones that it has seen lately, which may overtake items. */
  private static final Cache<EventKey, SourceOrder> TOMBSTONES =
      latest(REMEMBERED).expireAfterAccess(MEMORY).build();

  private final String run;
  private final FinishedRecords finished;

  /** Tells the records of a run that are finished. */
  public ItemTracker(String run, FinishedRecords finished) {
    this.run = run;
    this.finished = finished;
  }

  /**
   * Gives up what was used longest ago. A cache that weighs how often a key is used would rather
   * give up those that have just come, and those are the ones that overtake each other.
   */
  private static CacheBuilder<Object, Object> latest(int size) {
    // One segment: several would each give up the oldest of their own.
    return CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(size);
  }

  /** A record with items has been read. A single one needs no tracking: it is its record. */
  void begin(SourceRecord record, int items) {
    if (items > 1) {
      UNDER_WAY.put(place(record), ItemProgress.storing(items));
    }
  }

  /** A record that deletes points has been read. */
  void beginRemoving(SourceRecord record, int points) {
    UNDER_WAY.put(place(record), ItemProgress.removing(points));
  }

  /** Remembers an item's point. */
  void remember(String eventId, PointId point) {
    POINTS.asMap().computeIfAbsent(key(eventId), key -> ConcurrentHashMap.newKeySet()).add(point);
  }

  /** The points of an event's items that have been seen lately. */
  Set<PointId> remembered(String eventId) {
    Set<PointId> points = POINTS.getIfPresent(key(eventId));
    return points == null ? Set.of() : points;
  }

  /** Remembers a tombstone. */
  void rememberTombstone(String eventId, SourceOrder order) {
    TOMBSTONES
        .asMap()
        .merge(key(eventId), order, (before, now) -> now.isLaterThan(before) ? now : before);
  }

  /** Whether a later tombstone of the event has been seen. */
  boolean isDeleted(String eventId, SourceOrder order) {
    SourceOrder tombstone = TOMBSTONES.getIfPresent(key(eventId));
    return tombstone != null && tombstone.deletes(order);
  }

  /**
   * Where an event's point stands: if it is an item, behind all that an earlier attempt at its
   * record, or at another copy of it, has stored and taken back.
   *
   * @param ofRecord where the record stands
   */
  public SourceOrder order(CommerceEvent event, SourceOrder ofRecord) {
    return event.items() < 2 ? ofRecord : ofRecord.atStep(2 * attempt(event.source()));
  }

  /**
   * Where a removal stands: if it takes back an item of this attempt at its record, right behind
   * that.
   *
   * @param ofRecord where the record stands
   */
  public SourceOrder order(Removal removal, SourceOrder ofRecord) {
    return removal.ofItem() ? ofRecord.atStep(2 * attempt(removal.source()) + 1) : ofRecord;
  }

  private long attempt(SourceRecord record) {
    ItemProgress progress = UNDER_WAY.getIfPresent(place(record));
    // What is not known here is not finished either, and read again.
    return progress == null ? 0 : progress.attempt();
  }

  /** An event is stored; called on the worker when Qdrant has acknowledged it. */
  public void stored(CommerceEvent event) {
    if (event.items() < 2) {
      finished.add(event.source());
    } else {
      finish(event.source(), progress -> progress.settle(event.index()));
    }
  }

  /**
   * An event cannot be stored.
   *
   * @return whether its record is to become a dead letter for it, and its other items are to go
   */
  boolean failed(CommerceEvent event) {
    if (event.items() < 2) {
      return true;
    }
    ItemProgress progress = UNDER_WAY.getIfPresent(place(event.source()));
    // One that is not known here is read again.
    return progress != null && progress.fail(event.index());
  }

  /** A point is gone. */
  public void removed(Removal removal) {
    finish(removal.source(), progress -> progress.remove(removal.index()));
  }

  /** A record's dead letter is kept. */
  public void lettered(SourceRecord record) {
    if (UNDER_WAY.getIfPresent(place(record)) == null) {
      finished.add(record);
    } else {
      finish(record, ItemProgress::letter);
    }
  }

  private void finish(SourceRecord record, Predicate<ItemProgress> step) {
    Place place = place(record);
    ItemProgress progress = UNDER_WAY.getIfPresent(place);
    if (progress != null && step.test(progress)) {
      UNDER_WAY.invalidate(place);
      finished.add(record);
    }
  }

  private EventKey key(String eventId) {
    return new EventKey(run, PointIds.of(eventId));
  }

  private Place place(SourceRecord record) {
    return new Place(run, record.topic(), record.partition(), record.offset());
  }
}
