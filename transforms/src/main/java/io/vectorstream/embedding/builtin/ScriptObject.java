package io.vectorstream.embedding.builtin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An instance of a TorchScript class: its attributes by name, in the order the class declares them.
 * Values are {@link Boolean}, {@link Integer}, {@link Tensor} or {@code ScriptObject}.
 *
 * @param hasSetState whether the class makes itself from a tuple of the values, in its {@code
 *     __setstate__}, instead of being given them one by one
 */
record ScriptObject(String className, Map<String, Object> attributes, boolean hasSetState) {

  /** An instance in evaluation mode; attributes follow with {@link #put}. */
  static ScriptObject of(String className) {
    return new ScriptObject(className, new LinkedHashMap<>(), false).put("training", false);
  }

  /** An instance that makes itself from what follows with {@link #put}; names do not matter. */
  static ScriptObject ofState(String className) {
    return new ScriptObject(className, new LinkedHashMap<>(), true);
  }

  ScriptObject put(String name, Object value) {
    attributes.put(name, value);
    return this;
  }
}
