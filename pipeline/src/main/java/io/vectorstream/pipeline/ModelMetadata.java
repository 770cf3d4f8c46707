package io.vectorstream.pipeline;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import java.util.Map;

/**
 * How a collection's metadata names a model: an object with a field for each part of the identity.
 */
final class ModelMetadata {

  /** The key under which a collection names the model whose vectors it holds: {@value}. */
  static final String KEY = "vectorstream.model";

  /** Stands for what a person has taken out or changed: no model is called so, so none fits. */
  private static final String UNKNOWN = "unknown";

  private ModelMetadata() {}

  static Value toValue(ModelIdentity model) {
    return ValueFactory.value(
        Map.of(
            "name", ValueFactory.value(model.name()),
            "revision", ValueFactory.value(model.revision()),
            "pooling", ValueFactory.value(model.pooling()),
            "normalized", ValueFactory.value(model.normalized()),
            "dimension", ValueFactory.value(model.dimension()),
            "precision", ValueFactory.value(model.precision())));
  }

  static ModelIdentity toIdentity(Value value) {
    Map<String, Value> fields = value.getStructValue().getFieldsMap();
    return new ModelIdentity(
        text(fields, "name"),
        text(fields, "revision"),
        text(fields, "pooling"),
        field(fields, "normalized").getBoolValue(),
        (int) field(fields, "dimension").getIntegerValue(),
        text(fields, "precision"));
  }

  private static String text(Map<String, Value> fields, String name) {
    Value value = field(fields, name);
    return value.hasStringValue() ? value.getStringValue() : UNKNOWN;
  }

  private static Value field(Map<String, Value> fields, String name) {
    return fields.getOrDefault(name, Value.getDefaultInstance());
  }
}
