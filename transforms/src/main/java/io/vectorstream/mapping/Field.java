package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event.
 *
 * @param name what it is called where it stands
 * @param isOfProduct whether that is within the product
 */
record Field(String name, boolean isOfProduct, Rule rule, ValueType type) {

  private static final String PRODUCT = "product";

  /**
   * Describes a field.
   *
   * @param fullName with a dot before the name within the product
   */
  static Field of(String fullName, Rule rule, ValueType type) {
    boolean ofProduct = fullName.startsWith(PRODUCT + '.');
    String name = ofProduct ? fullName.substring(PRODUCT.length() + 1) : fullName;
    return new Field(name, ofProduct, rule, type);
  }

  /** The name by which a mapping calls it. */
  String fullName() {
    return isOfProduct ? PRODUCT + '.' + name : name;
  }

  /** Puts the field's value into an event, if there is one. */
  void fill(JsonNode value, ObjectNode event) throws UnmappableException {
    JsonNode converted;
    try {
      converted = converted(value);
    } catch (UnmappableException e) {
      throw e.of(fullName());
    }
    if (converted != null) {
      (isOfProduct ? product(event) : event).set(name, converted);
    }
  }

  private @Nullable JsonNode converted(JsonNode value) throws UnmappableException {
    Found found = rule.find(value);
    if (found == null) {
      return null;
    }
    JsonNode converted = type.convert(found.value());
    if (converted == null) {
      throw found.unfit(type.wanted());
    }
    return converted;
  }

  private static ObjectNode product(ObjectNode event) {
    return event.get(PRODUCT) instanceof ObjectNode product ? product : event.putObject(PRODUCT);
  }
}
