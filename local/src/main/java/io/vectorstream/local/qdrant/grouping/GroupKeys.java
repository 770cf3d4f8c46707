package io.vectorstream.local.qdrant.grouping;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GroupId;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.StoredPoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which groups a point belongs to: one for each text or integer in a field. */
public final class GroupKeys {
  private final PayloadPath path;

  private GroupKeys(PayloadPath path) {
    this.path = path;
  }

  /** The groups by this field; the call is refused if it is no path. */
  public static GroupKeys at(String field) {
    return new GroupKeys(PayloadPath.parse(field));
  }

  /** Each a text or a long. A value of any other kind keeps its point out of all groups. */
  Set<Object> of(StoredPoint point) {
    List<Value> values = path.values(point);
    if (values.size() == 1 && !values.get(0).hasListValue()) {
      Object key = key(values.get(0));
      return key == null ? Set.of() : Set.of(key);
    }
    Set<Object> keys = new HashSet<>();
    for (Value value : values) {
      List<Value> elements =
          value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
      for (Value element : elements) {
        Object key = key(element);
        if (key == null) {
          return Set.of();
        }
        keys.add(key);
      }
    }
    return keys;
  }

  /** A key as an answer carries it. */
  public static GroupId id(Object key) {
    if (key instanceof String text) {
      return GroupId.newBuilder().setStringValue(text).build();
    }
    long number = (Long) key;
    return number < 0
        ? GroupId.newBuilder().setIntegerValue(number).build()
        : GroupId.newBuilder().setUnsignedValue(number).build();
  }

  private static @Nullable Object key(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INTEGER_VALUE -> value.getIntegerValue();
      default -> null;
    };
  }
}
