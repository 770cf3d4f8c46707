package io.vectorstream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Typed access to the fields of a JSON object; a null field counts as absent. */
final class EventFields {

  private final ObjectNode json;
  private final String prefix;

  /**
   * The fields of an object.
   *
   * @param prefix what stands before the names in messages: empty, or a path that ends in a dot
   */
  EventFields(ObjectNode json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  String requiredText(String name) throws UnreadableEventException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new UnreadableEventException(prefix + name + " is missing or blank");
    }
    return text;
  }

  @Nullable String text(String name) throws UnreadableEventException {
    JsonNode field = field(name);
    if (field == null) {
      return null;
    }
    if (!field.isTextual()) {
      throw wrongType(name, "a text", field);
    }
    return field.textValue();
  }

  @Nullable Double number(String name) throws UnreadableEventException {
    JsonNode field = field(name);
    if (field == null) {
      return null;
    }
    if (!field.isNumber() || !Double.isFinite(field.doubleValue())) {
      throw wrongType(name, "a finite number", field);
    }
    return field.doubleValue();
  }

  @Nullable EventFields object(String name) throws UnreadableEventException {
    JsonNode field = field(name);
    if (field == null) {
      return null;
    }
    if (!field.isObject()) {
      throw wrongType(name, "an object", field);
    }
    return new EventFields((ObjectNode) field, prefix + name + ".");
  }

  /** What kind of JSON value this is, in words. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case NUMBER -> "the number " + Abbreviation.of(value.toString());
      case OBJECT, POJO -> "an object";
      case STRING -> "the text \"" + Abbreviation.of(value.textValue()) + "\"";
      case BINARY, MISSING -> "nothing";
    };
  }

  private @Nullable JsonNode field(String name) {
    JsonNode field = json.get(name);
    return field == null || field.isNull() ? null : field;
  }

  private UnreadableEventException wrongType(String name, String wanted, JsonNode found) {
    return new UnreadableEventException(
        prefix + name + " has to be " + wanted + ", it is " + kind(found));
  }
}
