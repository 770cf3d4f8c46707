package io.vectorstream.embedding.builtin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An instance of a TorchScript class: its attributes by name, in the order the class declares them.
 * Values are {@link Boolean}, {@link Tensor} or {@code ScriptObject}.
 */
record ScriptObject(String className, Map<String, Object> attributes) {

  /** An instance in evaluation mode; attributes follow with {@link #put}. */
  static ScriptObject of(String className) {
    ScriptObject object = new ScriptObject(className, new LinkedHashMap<>());
    object.attributes.put("training", false);
    return object;
  }

  ScriptObject put(String name, Object value) {
    attributes.put(name, value);
    return this;
  }
}
