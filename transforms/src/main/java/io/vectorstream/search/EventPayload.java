package io.vectorstream.search;

import com.google.common.base.Splitter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored event as the store gives it back.
 *
 * @param fields the payload, or the part of it that was asked for
 */
record EventPayload(Map<String, Value> fields) {

  private static final Splitter DOT = Splitter.on('.');

  /** The text at a path, or an empty one if there is none. */
  String text(String path) {
    return value(path).getStringValue();
  }

  /** The number at a path, or null if there is none. */
  @Nullable Double number(String path) {
    Value value = value(path);
    return switch (value.getKindCase()) {
      case DOUBLE_VALUE -> value.getDoubleValue();
      case INTEGER_VALUE -> (double) value.getIntegerValue();
      default -> null;
    };
  }

  private Value value(String path) {
    Map<String, Value> object = fields;
    Value value = Value.getDefaultInstance();
    for (String key : DOT.split(path)) {
      value = object.getOrDefault(key, Value.getDefaultInstance());
      object = value.getStructValue().getFieldsMap();
    }
    return value;
  }
}
