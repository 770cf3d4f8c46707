package io.vectorstream.chaos.walk;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the store holds of a point. */
record StoredPoint(Map<String, Object> payload, List<Float> vector) {

  static StoredPoint of(RetrievedPoint point) {
    return new StoredPoint(tree(point.getPayloadMap()), dense(point.getVectors()));
  }

  /** Beside sparse vectors the dense one has a name, which is empty. */
  private static List<Float> dense(VectorsOutput vectors) {
    VectorOutput dense =
        vectors.hasVectors() ? vectors.getVectors().getVectorsOrThrow("") : vectors.getVector();
    return dense.getDense().getDataList();
  }

  private static Map<String, Object> tree(Map<String, Value> fields) {
    Map<String, Object> tree = new HashMap<>();
    fields.forEach((name, value) -> tree.put(name, tree(value)));
    return tree;
  }

  private static @Nullable Object tree(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INTEGER_VALUE -> value.getIntegerValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> tree(value.getStructValue().getFieldsMap());
      case LIST_VALUE -> {
        List<Object> list = new ArrayList<>();
        value.getListValue().getValuesList().forEach(element -> list.add(tree(element)));
        yield list;
      }
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }
}
