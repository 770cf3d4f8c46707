package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.ValueLimits;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of an online shop: somebody viewed, bought or searched for something.
 *
 * <p>{@link #json()} holds the whole event, the fields that VectorStream does not know among them.
 * Two events are equal if they were read from the same place of the same record.
 *
 * <p>What a single event costs is limited, since others wait for it: its bytes, its values (texts,
 * numbers, objects, lists and so on) and how deep they nest. What goes beyond a limit is no event.
 */
public final class CommerceEvent {

  /** The most bytes of a record's value: 4 MiB, more than many proxies let through to Qdrant. */
  public static final int LARGEST_VALUE = ValueLimits.BYTES;

  /** The most values of an event: some 10 MB of objects in memory. */
  public static final int MOST_VALUES = ValueLimits.VALUES;

  /** How deep objects and lists may nest. Qdrant's clients read a third of that. */
  public static final int LARGEST_DEPTH = ValueLimits.DEPTH;

  /** The most digits of a number. */
  public static final int LONGEST_NUMBER = ValueLimits.DIGITS;

  private final SourceRecord source;
  private final EventReader reader;
  private final int index;
  private final int items;
  // Parsed when somebody asks for it: a runner may encode and decode an event between any two
  // stages, and not every stage looks into it. The tree can take thirty times the record's memory,
  // so the reference is weak: a stage that works with the tree keeps it, an event that waits does
  // not. It does no harm if two threads parse it at once.
  private volatile WeakReference<ObjectNode> json;
  private volatile @Nullable Text text;

  private CommerceEvent(
      SourceRecord source, EventReader reader, int index, int items, @Nullable ObjectNode json) {
    this.source = source;
    this.reader = reader;
    this.index = index;
    this.items = items;
    this.json = new WeakReference<>(json);
  }

  /**
   * Reads the event that a record holds, its value being the event as it is.
   *
   * @throws UnreadableEventException if it holds none; the message says why
   */
  public static CommerceEvent parse(SourceRecord source) throws UnreadableEventException {
    return parse(source, EventReader.ofJson()).get(0);
  }

  /**
   * Reads the events that a record holds; none if it takes an event back.
   *
   * @throws UnreadableEventException if it holds no event; the message says why
   */
  public static List<CommerceEvent> parse(SourceRecord source, EventReader reader)
      throws UnreadableEventException {
    RecordContent content = reader.read(source);
    List<ObjectNode> events = content.events();
    if (!content.itemised()) {
      return events.isEmpty()
          ? List.of()
          : List.of(new CommerceEvent(source, reader, 0, 0, events.get(0)));
    }
    List<CommerceEvent> parsed = new ArrayList<>(events.size());
    for (int index = 0; index < events.size(); index++) {
      parsed.add(new CommerceEvent(source, reader, index, events.size(), events.get(index)));
    }
    return parsed;
  }

  /** The event of a record that has been parsed before. */
  static CommerceEvent ofParsed(SourceRecord source, EventReader reader, int index, int items) {
    return new CommerceEvent(source, reader, index, items, null);
  }

  /** A text of the event, which batching and embedding ask for one after the other. */
  private record Text(TextFields fields, String value) {}

  /** The record the event was read from. */
  public SourceRecord source() {
    return source;
  }

  /**
   * The whole event as it was sent, or as its mapping makes it; ids which were integers are texts,
   * and the timestamp has the form of RFC 3339. The tree is shared, not copied: do not write to it.
   */
  public ObjectNode json() {
    ObjectNode parsed = json.get();
    if (parsed == null) {
      try {
        parsed = reader.read(source, index);
      } catch (UnreadableEventException e) {
        throw new IllegalStateException("the record held an event when it was read before", e);
      }
      json = new WeakReference<>(parsed);
    }
    return parsed;
  }

  /**
   * The text of these fields, made once.
   *
   * @throws IllegalArgumentException if they hold none
   */
  String text(TextFields fields) {
    Text known = text;
    if (known == null || !known.fields().equals(fields)) {
      known = new Text(fields, fields.textOf(json()));
      text = known;
    }
    return known.value();
  }

  /** Its place among the events of its record. */
  public int index() {
    return index;
  }

  /** How many items its record has, of which it is one; 0 if it is the whole record. */
  public int items() {
    return items;
  }

  /** What it is called among the items of its record, all of which have the same event id. */
  public Optional<String> item() {
    return items == 0 ? Optional.empty() : Optional.of(json().get(Mapping.ITEM).textValue());
  }

  /** The event's own id: a UUID or any other text that is not blank. */
  public String eventId() {
    return json().get("event_id").textValue();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CommerceEvent event
        && event.index == index
        && event.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return "CommerceEvent of " + source;
  }
}
