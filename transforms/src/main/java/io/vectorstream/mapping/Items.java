package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of which each item is a point of its own.
 *
 * @param key what tells an item from the others of its record; null for its place in the list
 * @param fields of the item, besides and before those of the whole value
 */
record Items(Rule list, @Nullable Rule key, List<Field> fields) {

  /** The most points of a record: all of them stand or fall together. */
  static final int MOST = 1_000;

  /** Those of a value without items. */
  static final ArrayNode NONE = JsonNodeFactory.instance.arrayNode();

  /** The items of a value; none if it has no list, or an empty one. */
  ArrayNode of(JsonNode value) throws UnmappableException {
    Found found = list(value);
    if (found == null) {
      return NONE;
    }
    ArrayNode items = (ArrayNode) found.value();
    if (items.size() > MOST) {
      throw new UnmappableException(
          found.place() + " has " + items.size() + " items, it may have " + MOST + " at most");
    }
    Set<String> keys = new HashSet<>();
    for (int place = 0; key != null && place < items.size(); place++) {
      if (!keys.add(name(items.get(place), place))) {
        throw new UnmappableException(
            "two items of "
                + found.place()
                + " have the same key, at "
                + key.places()
                + ", which has to tell them apart");
      }
    }
    return items;
  }

  private @Nullable Found list(JsonNode value) throws UnmappableException {
    try {
      Found found = list.find(value);
      if (found != null && !found.value().isArray()) {
        throw found.unfit("a list");
      }
      return found;
    } catch (UnmappableException e) {
      throw e.of("items");
    }
  }

  /** What the item is called among those of its record. */
  String name(JsonNode item, int place) throws UnmappableException {
    if (key == null) {
      return Integer.toString(place);
    }
    String name;
    try {
      Found found = key.find(item);
      name = found == null ? null : found.text();
    } catch (UnmappableException e) {
      throw e.of("the key of item " + place);
    }
    if (name == null) {
      throw new UnmappableException(
          "item " + place + " of " + list.places() + " has no key: nothing is at " + key.places());
    }
    return name;
  }

  void fill(JsonNode item, ObjectNode event) throws UnmappableException {
    for (Field field : fields) {
      field.fill(item, event);
    }
  }
}
