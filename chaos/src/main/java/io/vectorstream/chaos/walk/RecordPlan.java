package io.vectorstream.chaos.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes the records of a walk. */
final class RecordPlan {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int LARGEST_BATCH = 30;
  private static final int RECORDS_PER_ID = 4;

  private final WalkSettings settings;
  private final SplittableRandom random;
  private final GoodEvents events;
  private final List<BadValue> badValues;
  private final List<EventId> ids = new ArrayList<>();

  RecordPlan(WalkSettings settings) {
    this.settings = settings;
    random = new SplittableRandom(~settings.seed());
    events = new GoodEvents(settings.versionField(), random.split());
    badValues = new ArrayList<>(BadValues.always());
    if (settings.versionField() == VersionField.REV) {
      badValues.addAll(BadValues.withoutVersion());
    }
    for (int i = 0; i < settings.records() / RECORDS_PER_ID; i++) {
      ids.add(EventId.of(i, settings, random));
    }
  }

  /** All of them, in the order in which they are sent. */
  List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int left = settings.records(); left > 0; ) {
      int size = Math.min(left, 1 + random.nextInt(LARGEST_BATCH));
      List<PlannedRecord> records = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        records.add(record());
      }
      batches.add(new Batch(ending(), records));
      left -= size;
    }
    return batches;
  }

  /** One more event, of an id of its own. */
  Batch another(int number) {
    return new Batch(Batch.Ending.WITHOUT_TRANSACTION, List.of(good(anywhere("later-" + number))));
  }

  private Batch.Ending ending() {
    if (!settings.transactions()) {
      return Batch.Ending.WITHOUT_TRANSACTION;
    }
    return switch (random.nextInt(5)) {
      case 0 -> Batch.Ending.WITHOUT_TRANSACTION;
      case 1 -> Batch.Ending.ABORTED;
      default -> Batch.Ending.COMMITTED;
    };
  }

  private PlannedRecord record() {
    int kind = random.nextInt(100);
    if (kind < 12) {
      return bad();
    }
    if (kind < 22) {
      return tombstone();
    }
    if (kind < 25 && settings.refusals()) {
      return refused();
    }
    return good(ids.get(random.nextInt(ids.size())));
  }

  private PlannedRecord good(EventId id) {
    GoodEvents.Made event = events.next(id);
    byte[] json = JsonText.bytes(event.fields());
    return switch (random.nextInt(20)) {
      case 0 -> at(id, concat(BYTE_ORDER_MARK, json), event.fate(), "an event behind a mark");
      case 1 -> at(id, concat(" \r\n\t".getBytes(UTF_8), json), event.fate(), "an event");
      default -> at(id, json, event.fate(), "an event");
    };
  }

  private PlannedRecord refused() {
    EventId id = anywhere(RefusedPoints.anyEventId(random));
    byte[] json = JsonText.bytes(events.next(id).fields());
    return at(id, json, new Fate.Letter(), "an event that the store refuses");
  }

  private PlannedRecord bad() {
    BadValue kind = badValues.get(random.nextInt(badValues.size()));
    Map<String, Object> event =
        new LinkedHashMap<>(events.next(ids.get(random.nextInt(ids.size()))).fields());
    // Were it stored, it would be a point too much.
    event.put("event_id", "bad-" + random.nextInt(Integer.MAX_VALUE));
    byte[] value = kind.maker().apply(event);
    return at(anywhere(kind.name()), value, new Fate.Letter(), kind.name());
  }

  private PlannedRecord tombstone() {
    if (random.nextInt(10) == 0) {
      byte @Nullable [] key = random.nextBoolean() ? null : new byte[] {(byte) 0xFF, 'x'};
      EventId none = anywhere("none");
      return new PlannedRecord(
          none.topic(),
          none.partition(),
          key,
          null,
          new Fate.Letter(),
          "a tombstone without an id");
    }
    EventId id =
        random.nextInt(10) == 0 ? anywhere("never-there") : ids.get(random.nextInt(ids.size()));
    String form = id.form(random);
    events.tombstone(id);
    Fate fate = settings.tombstones() ? new Fate.Tombstone(form) : new Fate.Letter();
    return new PlannedRecord(
        id.topic(), id.partition(), form.getBytes(UTF_8), null, fate, "a tombstone");
  }

  private PlannedRecord at(EventId id, byte[] value, Fate fate, String what) {
    EventId home = settings.spreadsIds() ? anywhere(what) : id;
    return new PlannedRecord(home.topic(), home.partition(), key(), value, fate, what);
  }

  private byte @Nullable [] key() {
    return random.nextInt(5) == 0 ? null : "any key".getBytes(UTF_8);
  }

  /** An id, or what has none, in some partition. */
  private EventId anywhere(String id) {
    String topic = settings.topics().get(random.nextInt(settings.topics().size()));
    return new EventId(List.of(id), topic, random.nextInt(settings.partitionsOf(topic)));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
