package io.vectorstream.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.source.SourceRecord;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * An event of an online shop: somebody viewed, bought or searched for something.
 *
 * <p>{@link #json()} holds the whole event, the fields that VectorStream does not know among them.
 * Two events are equal if they were read from the same record.
 *
 * <p>What a single event costs is limited, since others wait for it: its bytes, its values (texts,
 * numbers, objects, lists and so on) and how deep they nest. What goes beyond a limit is no event.
 */
public final class CommerceEvent {

  /** The most bytes of a record's value: 4 MiB, more than many proxies let through to Qdrant. */
  public static final int LARGEST_VALUE = 4 << 20;

  /** The most values of an event: some 10 MB of objects in memory. */
  public static final int MOST_VALUES = 100_000;

  /** How deep objects and lists may nest. Qdrant's clients read a third of that. */
  public static final int LARGEST_DEPTH = 100;

  /** The most digits of a number. */
  public static final int LONGEST_NUMBER = 1_000;

  private final SourceRecord source;
  // Parsed when somebody asks for it: a runner may encode and decode an event between any two
  // stages, and not every stage looks into it. The tree can take thirty times the record's memory,
  // so the reference is weak: a stage that works with the tree keeps it, an event that waits does
  // not. It does no harm if two threads parse it at once.
  private volatile WeakReference<ObjectNode> json;

  private CommerceEvent(SourceRecord source, @Nullable ObjectNode json) {
    this.source = source;
    this.json = new WeakReference<>(json);
  }

  /**
   * Reads the event that a record holds.
   *
   * @throws UnreadableEventException if it holds none; the message says why
   */
  public static CommerceEvent parse(SourceRecord source) throws UnreadableEventException {
    return new CommerceEvent(source, read(source));
  }

  private static ObjectNode read(SourceRecord source) throws UnreadableEventException {
    ObjectNode json = EventJson.read(source.value());
    EventFormat.settle(json);
    return json;
  }

  /** The event of a record that has been parsed before. */
  static CommerceEvent ofParsed(SourceRecord source) {
    return new CommerceEvent(source, null);
  }

  /** The record the event was read from. */
  public SourceRecord source() {
    return source;
  }

  /**
   * The whole event as it was sent, except that ids which were integers are texts, and the
   * timestamp has the form of RFC 3339. The tree is shared, not copied: do not write to it.
   */
  public ObjectNode json() {
    ObjectNode parsed = json.get();
    if (parsed == null) {
      try {
        parsed = read(source);
      } catch (UnreadableEventException e) {
        throw new IllegalStateException("the record held an event when it was read before", e);
      }
      json = new WeakReference<>(parsed);
    }
    return parsed;
  }

  /** The event's own id: a UUID or any other text that is not blank. */
  public String eventId() {
    return json().get("event_id").textValue();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CommerceEvent event && event.source.equals(source);
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
