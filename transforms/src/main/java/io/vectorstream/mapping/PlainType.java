package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vectorstream.value.IdText;
import org.jspecify.annotations.Nullable;

/** The types that need to be told nothing. */
enum PlainType implements ValueType {
  /** A text, or an integer, which becomes one. */
  ID("a text or an integer") {
    @Override
    public @Nullable JsonNode convert(JsonNode value) {
      String id = IdText.of(value);
      return id == null ? null : TextNode.valueOf(id);
    }
  },

  /** A text, or a number or a boolean, which become one. */
  TEXT("a text") {
    @Override
    public @Nullable JsonNode convert(JsonNode value) {
      if (value.isTextual()) {
        return value;
      }
      return value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : null;
    }
  },

  /** Whatever it is. */
  ANY("a value") {
    @Override
    public JsonNode convert(JsonNode value) {
      return value;
    }
  };

  private final String wanted;

  PlainType(String wanted) {
    this.wanted = wanted;
  }

  @Override
  public String wanted() {
    return wanted;
  }
}
