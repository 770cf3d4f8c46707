package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.Hashing;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in foreign values the fields of events are. Immutable; it travels as the text that it was
 * read from.
 */
public final class Mapping implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The field with what an item is called among those of its record. */
  public static final String ITEM = "item";

  /** The field with the value as it was. */
  public static final String SOURCE = "source";

  /** A runner reads a graph again and again; a mapping in it is read once. */
  private static final Cache<Written, Mapping> READ = Caffeine.newBuilder().weakValues().build();

  private final String name;
  private final String yaml;
  private final transient MappingParts parts;

  private Mapping(String name, String yaml, MappingParts parts) {
    this.name = name;
    this.yaml = yaml;
    this.parts = parts;
  }

  /**
   * Reads a mapping.
   *
   * @param name what it is called in complaints, such as its file's name
   * @param yaml the text
   * @throws IllegalArgumentException if it is none; the message says where, and what is wrong
   */
  public static Mapping parse(String name, String yaml) {
    return new Mapping(name, yaml, MappingReader.read(YamlValue.parse(name, yaml)));
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** The text that it was read from. */
  public String yaml() {
    return yaml;
  }

  /** The fields of an event whose text is embedded, as {@code --textFields} has them, or null. */
  public @Nullable String textFields() {
    return parts.textFields();
  }

  /** The name of the form that values come in, or null if the mapping does not say. */
  public @Nullable String valueFormat() {
    return parts.valueFormat();
  }

  /** Whether a value can become several events. */
  public boolean hasItems() {
    return parts.items() != null;
  }

  /** Two mappings of the same digest make the same events; comments do not count. */
  public String digest() {
    return Hashing.sha256()
        .hashString(parts.canonical(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, 12);
  }

  /** Whether the mapping is for values of every form. */
  public boolean isForAll() {
    return parts.conditions().isEmpty();
  }

  /** Whether a value has the form that the mapping is for, as far as it says which that is. */
  public boolean isFor(JsonNode value) {
    for (Condition condition : parts.conditions()) {
      if (!condition.holds(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The events that a value is: one, or one for each item.
   *
   * @throws UnmappableException if it lacks something, or something is not what it has to be
   */
  public List<ObjectNode> map(JsonNode value) throws UnmappableException {
    ArrayNode items = items(value);
    ObjectNode common = common(value);
    if (items.isEmpty()) {
      return List.of(event(value, common, null, 0));
    }
    List<ObjectNode> events = new ArrayList<>(items.size());
    for (int place = 0; place < items.size(); place++) {
      events.add(event(value, common.deepCopy(), items.get(place), place));
    }
    return events;
  }

  /** How many events a value is, if it can be mapped. */
  public int size(JsonNode value) throws UnmappableException {
    return Math.max(1, items(value).size());
  }

  /**
   * One of these events.
   *
   * @param index its place among them
   */
  public ObjectNode map(JsonNode value, int index) throws UnmappableException {
    ArrayNode items = items(value);
    return event(value, common(value), items.isEmpty() ? null : items.get(index), index);
  }

  /**
   * The id of the event that is gone.
   *
   * @param value what is left of it: a database may send the primary key alone, and null for the
   *     rest, so that a null tells nothing of what stood there
   */
  public String deletedEventId(JsonNode value) throws UnmappableException {
    Field eventId = parts.eventId();
    if (eventId.rule() instanceof Rules.First first) {
      String isNull = first.nullBeforeFirst(value);
      if (isNull != null) {
        throw new UnmappableException(
            isNull
                + " is null in what is gone, so "
                + eventId.fullName()
                + " is not known: have the database send whole rows (REPLICA IDENTITY FULL), or"
                + " take the primary key for it");
      }
    }
    return id(eventId, value);
  }

  /** Whether it says how a record's key names an event; otherwise the key's text is the id. */
  public boolean namesKeys() {
    return parts.keyEventId() != null;
  }

  /**
   * The id of the event that a record's key names, if the mapping {@linkplain #namesKeys says so}.
   */
  public String eventIdOfKey(JsonNode key) throws UnmappableException {
    return id(parts.keyEventId(), key);
  }

  private ArrayNode items(JsonNode value) throws UnmappableException {
    return parts.items() == null ? Items.NONE : parts.items().of(value);
  }

  /** What all events of a value have in common. */
  private ObjectNode common(JsonNode value) throws UnmappableException {
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    for (Field field : parts.fields()) {
      field.fill(value, common);
    }
    return common;
  }

  private ObjectNode event(JsonNode value, ObjectNode event, @Nullable JsonNode item, int place)
      throws UnmappableException {
    if (item != null) {
      parts.items().fill(item, event);
      event.put(ITEM, parts.items().name(item, place));
    }
    parts.require(event);
    if (parts.keepsSource()) {
      event.set(SOURCE, value);
    }
    return event;
  }

  private static String id(Field field, JsonNode value) throws UnmappableException {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    field.fill(value, holder);
    JsonNode id = holder.path(field.name());
    if (Found.isNothing(id)) {
      throw MappingParts.missing(field);
    }
    return id.textValue();
  }

  @Override
  public String toString() {
    return "mapping " + name;
  }

  private Object writeReplace() {
    return new Written(name, yaml);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("only its text is written");
  }

  private record Written(String name, String yaml) implements Serializable {
    private Object readResolve() {
      return READ.get(this, written -> parse(written.name, written.yaml));
    }
  }
}
