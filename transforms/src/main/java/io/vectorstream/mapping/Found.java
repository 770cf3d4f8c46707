package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectorstream.value.ValueWords;

/**
 * A value, and where it was found.
 *
 * @param place for a complaint, such as {@code /properties/price}
 */
record Found(JsonNode value, String place) {

  /** Whether nothing, null or a blank text stands there, all of which count as nothing. */
  static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank());
  }

  /** The complaint that something else is wanted. */
  UnmappableException unfit(String wanted) {
    return new UnmappableException(
        place + " is " + ValueWords.kind(value) + ", " + wanted + " is wanted");
  }

  /** The value as a text, if it is no object and no list. */
  String text() throws UnmappableException {
    if (value.isContainerNode()) {
      throw unfit("a single value");
    }
    return value.asText();
  }
}
