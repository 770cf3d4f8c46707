package io.vectorstream.chaos.walk;

import io.vectorstream.qdrant.point.PointIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be true in the end, whatever failed in between:
 *
 * <ul>
 *   <li>A record that holds no event, or one that Qdrant refuses for itself, is a dead letter. No
 *       other record is one.
 *   <li>An event is stored as a point, and of the events of one id the newest: with versions the
 *       one of the highest version, wherever it comes from; without, the last one of the partition.
 *       Of equal versions any may be stored.
 *   <li>A tombstone deletes the point of the events that come before it in its partition.
 *   <li>What a transaction has sent and then aborted is no record.
 * </ul>
 *
 * <p>What is not promised is not walked: without versions all records of an id are in one
 * partition, since offsets compare within a partition only. The version of a point that was deleted
 * is not remembered, so an event behind a tombstone is newer than all before it.
 */
final class ReferenceModel {

  private final Map<String, List<Fate.Event>> newest = new HashMap<>();
  private final Map<Place, PlannedRecord> letters = new TreeMap<>();

  /** Takes the next committed record of a partition. */
  void take(Place place, PlannedRecord record) {
    Fate fate = record.fate();
    if (fate instanceof Fate.Letter) {
      letters.put(place, record);
    } else if (fate instanceof Fate.Tombstone tombstone) {
      newest.remove(pointId(tombstone.id()));
    } else if (fate instanceof Fate.Event event) {
      store(event);
    }
  }

  private void store(Fate.Event event) {
    List<Fate.Event> stored = newest.computeIfAbsent(pointId(event.id()), id -> new ArrayList<>());
    boolean versions = event.version() != Fate.NO_VERSION;
    if (!stored.isEmpty() && versions && event.version() < stored.get(0).version()) {
      return;
    }
    if (!stored.isEmpty() && (!versions || event.version() > stored.get(0).version())) {
      stored.clear();
    }
    stored.add(event);
  }

  /** By the id of each point that has to be there, what it may hold: one of these. */
  Map<String, List<Fate.Event>> points() {
    return newest;
  }

  /** The records that have to be dead letters. */
  Map<Place, PlannedRecord> letters() {
    return letters;
  }

  private static String pointId(String eventId) {
    return PointIds.of(eventId).getUuid();
  }
}
