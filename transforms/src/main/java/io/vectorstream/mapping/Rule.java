package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Says how a value is had of a tree. */
interface Rule {

  /**
   * The value, or null if there is none.
   *
   * @throws UnmappableException if something stands there that the rule cannot work with
   */
  @Nullable Found find(JsonNode root) throws UnmappableException;

  /** Where it looks, for the complaint that nothing is there. */
  String places();
}
