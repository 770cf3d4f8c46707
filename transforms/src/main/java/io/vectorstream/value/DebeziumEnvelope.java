package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Debezium's envelope around a row that has changed, with or without the schema that Kafka
 * Connect's JSON converter puts beside it. What comes out is the row, and what is known of the
 * change beside its columns: {@code __op}, {@code __ts_ms} and {@code __source}. Decimals become
 * numbers, where the schema tells which they are.
 */
final class DebeziumEnvelope {

  /** Its documents are texts, in MongoDB's own JSON in which a number is an object. */
  private static final String FOR_MONGODB =
      "; for MongoDB have Debezium's transformation ExtractNewDocumentState unwrap it";

  private DebeziumEnvelope() {}

  static DecodedValue unwrap(ObjectNode value) throws UnreadableValueException {
    ObjectNode change = withoutSchema(value);
    String op = change.path("op").asText();
    boolean deletion = op.equals("d");
    if (!deletion && !op.equals("c") && !op.equals("u") && !op.equals("r")) {
      throw new UnreadableValueException(
          "Debezium's op has to be c, u, r or d, it is " + ValueWords.kind(change.path("op")));
    }
    String name = deletion ? "before" : "after";
    JsonNode row = change.path(name);
    if (!(row instanceof ObjectNode columns)) {
      throw new UnreadableValueException(
          "Debezium's "
              + name
              + " has to be an object, it is "
              + ValueWords.kind(row)
              + (row.isTextual() ? FOR_MONGODB : ""));
    }
    ObjectNode unwrapped = decoded(columns, schemaOf(name, value));
    for (String part : new String[] {"op", "ts_ms", "source"}) {
      if (change.has(part)) {
        unwrapped.set("__" + part, change.get(part));
      }
    }
    return new DecodedValue(unwrapped, deletion, 0);
  }

  /** The columns that a record's key names. */
  static ObjectNode key(ObjectNode key) throws UnreadableValueException {
    ObjectNode columns = withoutSchema(key);
    return decoded(columns, columns == key ? MissingNode.getInstance() : key.path("schema"));
  }

  /** A row whose decimals are numbers. */
  private static ObjectNode decoded(ObjectNode columns, JsonNode schema)
      throws UnreadableValueException {
    ObjectNode row = columns.objectNode();
    row.setAll(columns);
    ConnectDecimals.decode(row, schema);
    return row;
  }

  /**
   * What is said of the columns of the row before or after the change; missing without a schema.
   */
  private static JsonNode schemaOf(String name, ObjectNode value) {
    for (JsonNode part : value.path("schema").path("fields")) {
      if (part.path("field").asText().equals(name)) {
        return part;
      }
    }
    return MissingNode.getInstance();
  }

  /** What stands under {@code payload}, if a schema stands beside it. */
  private static ObjectNode withoutSchema(ObjectNode value) {
    return value.has("schema") && value.get("payload") instanceof ObjectNode payload
        ? payload
        : value;
  }
}
