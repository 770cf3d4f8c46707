package io.vectorstream.qdrant.write;

import com.google.common.base.Splitter;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.point.Payloads;
import java.util.List;
import java.util.Map;

/** Leads to a field of a payload through the objects that it lies in. */
record FieldPath(List<String> names) {

  private static final Splitter DOTS = Splitter.on('.');

  /** The path that a text with dots between its names describes. */
  static FieldPath of(String field) {
    return new FieldPath(DOTS.splitToList(field));
  }

  /** The field's value; one of no kind if there is none. */
  Value find(Map<String, Value> payload) {
    Value value = payload.getOrDefault(names.get(0), Value.getDefaultInstance());
    return names.size() == 1 ? value : inner().find(value.getStructValue().getFieldsMap());
  }

  /** The same payload with another value in place of the one that is there. */
  Map<String, Value> with(Map<String, Value> payload, Value value) {
    String name = names.get(0);
    return Payloads.with(
        payload,
        name,
        names.size() == 1
            ? value
            : ValueFactory.value(
                inner().with(payload.get(name).getStructValue().getFieldsMap(), value)));
  }

  private FieldPath inner() {
    return new FieldPath(names.subList(1, names.size()));
  }
}
