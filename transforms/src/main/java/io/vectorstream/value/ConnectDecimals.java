package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;

/**
 * Makes numbers of the decimals in a row that Kafka Connect's JSON converter wrote. They are
 * integers in Base64; their decimal places stand in the row's schema or, where each value has its
 * own, beside them.
 */
final class ConnectDecimals {

  private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";
  private static final String SCALE = "scale";
  private static final String VALUE = "value";

  private ConnectDecimals() {}

  /**
   * Changes a row's decimals to numbers.
   *
   * @param schema of the row, as Kafka Connect writes it; missing if there is none, and then a
   *     decimal of fixed places cannot be told from a text
   */
  static void decode(ObjectNode row, JsonNode schema) throws UnreadableValueException {
    for (JsonNode column : schema.path("fields")) {
      String name = column.path("field").asText();
      if (column.path("name").asText().equals(DECIMAL) && row.path(name).isTextual()) {
        row.set(name, decimal(name, row.get(name), column.path("parameters").path(SCALE).asInt()));
      }
    }
    for (Map.Entry<String, JsonNode> column : row.properties()) {
      if (hasOwnScale(column.getValue())) {
        JsonNode parts = column.getValue();
        column.setValue(decimal(column.getKey(), parts.get(VALUE), parts.get(SCALE).intValue()));
      }
    }
  }

  /** Whether it is a Debezium VariableScaleDecimal: no other struct has these two fields alone. */
  private static boolean hasOwnScale(JsonNode value) {
    return value.isObject()
        && value.size() == 2
        && value.path(SCALE).isIntegralNumber()
        && value.path(SCALE).canConvertToInt()
        && value.path(VALUE).isTextual();
  }

  private static JsonNode decimal(String column, JsonNode base64, int scale)
      throws UnreadableValueException {
    try {
      return Decimals.of(Base64.getDecoder().decode(base64.textValue()), scale);
    } catch (IllegalArgumentException e) {
      throw new UnreadableValueException(
          "column "
              + Abbreviation.of(column)
              + " has to be a decimal in Base64, it is "
              + ValueWords.kind(base64),
          e);
    }
  }
}
