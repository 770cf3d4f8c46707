package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A field of an event.
 *
 * @param name with a dot before the name within the product
 */
record Field(String name, Rule rule, ValueType type) {

  private static final String PRODUCT = "product.";

  /** Puts the field's value into an event, if there is one. */
  void fill(JsonNode value, ObjectNode event) throws UnmappableException {
    Found found = rule.find(value);
    if (found == null) {
      return;
    }
    JsonNode converted = type.convert(found.value());
    if (converted == null) {
      UnmappableException unfit = found.unfit(type.wanted());
      throw new UnmappableException(name + " at " + unfit.getMessage());
    }
    if (name.startsWith(PRODUCT)) {
      event.withObject("/product").set(name.substring(PRODUCT.length()), converted);
    } else {
      event.set(name, converted);
    }
  }
}
