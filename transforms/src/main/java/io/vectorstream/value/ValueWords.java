package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;

/** Speaks of values in messages: short, and on one line. */
public final class ValueWords {

  private ValueWords() {}

  /** What kind of JSON value this is, in words. */
  public static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case NUMBER -> "the number " + Abbreviation.of(value.asText());
      case OBJECT, POJO -> "an object";
      case STRING -> "the text \"" + Abbreviation.of(value.textValue()) + "\"";
      case BINARY, MISSING -> "nothing";
    };
  }

  /** The beginning of a text, without characters that a line cannot show. */
  public static String abbreviated(String text) {
    return Abbreviation.of(text);
  }
}
