package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Ids are texts, or integers, which become texts. */
public final class IdText {

  private IdText() {}

  /**
   * The id that a value is, or null if it is none. A database's decimal without a fraction is an
   * integer, however many decimal places its column has.
   */
  public static @Nullable String of(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBigDecimal() && value.canConvertToExactIntegral()) {
      return value.bigIntegerValue().toString();
    }
    return value.isIntegralNumber() ? value.asText() : null;
  }
}
