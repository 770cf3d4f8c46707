package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A value without what it was wrapped in.
 *
 * @param isDeletion whether it says that what it holds is gone
 * @param bytes how many it is of, once it is decompressed
 */
public record DecodedValue(ObjectNode tree, boolean isDeletion, int bytes) {

  static DecodedValue of(ObjectNode tree) {
    return new DecodedValue(tree, false, 0);
  }

  DecodedValue weighing(int weight) {
    return new DecodedValue(tree, isDeletion, weight);
  }
}
