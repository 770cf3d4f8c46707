package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a field's value has to be, and what may stand for it. */
interface ValueType {

  /** The value as the field has it, or null if this cannot stand for one. */
  @Nullable JsonNode convert(JsonNode value);

  /** What is wanted, for a complaint. */
  String wanted();
}
