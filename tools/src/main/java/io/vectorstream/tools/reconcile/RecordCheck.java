package io.vectorstream.tools.reconcile;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.Tombstones;
import io.vectorstream.qdrant.point.PatientLookup;
import io.vectorstream.qdrant.point.PointIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds out what became of records. */
final class RecordCheck {

  private final RecordReader reader;
  private final PatientLookup points;
  private final DeadLetterIndex letters;
  private final @Nullable Tombstones tombstones;
  private final LastTombstones lastTombstones;

  /**
   * A check against a collection and a dead-letter topic.
   *
   * @param tombstones what the pipeline does with tombstones; null if nobody has said
   * @param lastTombstones those that delete; none if the pipeline does not delete
   */
  RecordCheck(
      RecordReader reader,
      PatientLookup points,
      DeadLetterIndex letters,
      @Nullable Tombstones tombstones,
      LastTombstones lastTombstones) {
    this.reader = reader;
    this.points = points;
    this.letters = letters;
    this.tombstones = tombstones;
    this.lastTombstones = lastTombstones;
  }

  /**
   * What became of each of these records, in their order.
   *
   * @throws UserMistakeException if it depends on what the pipeline does with tombstones, and
   *     nobody has said that
   */
  List<CheckedRecord> check(List<ConsumerRecord<byte[], byte[]>> chunk)
      throws InterruptedException {
    List<ReadRecord> records = chunk.stream().map(reader::read).toList();
    Set<PointId> stored =
        points.stored(records.stream().flatMap(record -> record.points().stream()).toList());
    // A pipeline at work writes letters all the time: a record may have got one since.
    if (records.stream().anyMatch(record -> mayWantLetter(record, stored))) {
      letters.catchUp(progress -> {});
    }
    List<CheckedRecord> checked = new ArrayList<>();
    for (ReadRecord record : records) {
      checked.add(record.withFate(fate(record, stored)));
    }
    return checked;
  }

  private boolean mayWantLetter(ReadRecord record, Set<PointId> stored) {
    boolean isStored = record.kind() == Kind.EVENT && stored.containsAll(record.points());
    return !isStored && !letters.contains(record.record());
  }

  private Fate fate(ReadRecord record, Set<PointId> stored) throws InterruptedException {
    if (record.kind() == Kind.EVENT && stored.containsAll(record.points())) {
      return Fate.STORED;
    }
    if (letters.contains(record.record())) {
      return Fate.DEAD_LETTERED;
    }
    return switch (record.kind()) {
      case EVENT -> lastTombstones.isOutlived(record) ? Fate.DELETED : Fate.MISSING;
      case UNREADABLE -> Fate.MISSING;
      case TOMBSTONE -> fateOfTombstone(record, stored);
    };
  }

  private Fate fateOfTombstone(ReadRecord tombstone, Set<PointId> stored)
      throws InterruptedException {
    if (tombstones == null) {
      throw new UserMistakeException(
          "--tombstones has to be given, as the pipeline has it: the record of partition %s, offset %s is a tombstone without a dead letter"
              .formatted(tombstone.record().partition(), tombstone.record().offset()));
    }
    // A key that names no event cannot be deleted by: the pipeline dead-letters it.
    if (tombstones == Tombstones.DEADLETTER || tombstone.pointId() == null) {
      return Fate.MISSING;
    }
    return lastTombstones.isOutlived(tombstone) || !hasPoint(tombstone, stored)
        ? Fate.CARRIED_OUT
        : Fate.NOT_CARRIED_OUT;
  }

  private boolean hasPoint(ReadRecord tombstone, Set<PointId> stored) throws InterruptedException {
    return stored.containsAll(tombstone.points())
        || (reader.readsItems()
            && !points
                .withText("event_id", PointIds.usualSpellings(tombstone.eventId()))
                .isEmpty());
  }
}
