package io.vectorstream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JSON object has to be like to be an event. A null field counts as absent. */
final class EventFormat {

  private static final List<String> TEXTS =
      List.of("user_id", "event_type", "session_id", "payment_method", "search_query");
  private static final List<String> NUMBERS = List.of("quantity", "total_amount", "view_duration");
  private static final List<String> PRODUCT_TEXTS =
      List.of("id", "name", "description", "category");

  private EventFormat() {}

  /**
   * Lets an event pass.
   *
   * @throws UnreadableEventException if a required field is missing, or a known one is of another
   *     type than it should be; the message names the field
   */
  static void check(ObjectNode event) throws UnreadableEventException {
    checkRequiredText(event, "event_id");
    checkTime(checkRequiredText(event, "timestamp"));
    for (String name : TEXTS) {
      checkText(event.get(name), name);
    }
    for (String name : NUMBERS) {
      checkNumber(event.get(name), name);
    }
    JsonNode product = event.get("product");
    if (isAbsent(product)) {
      return;
    }
    if (!product.isObject()) {
      throw wrongType("product", "an object", product);
    }
    for (String name : PRODUCT_TEXTS) {
      checkText(product.get(name), "product." + name);
    }
    checkNumber(product.get("price"), "product.price");
  }

  /** What kind of JSON value this is, in words. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case NUMBER -> "the number " + Abbreviation.of(value.toString());
      case OBJECT, POJO -> "an object";
      case STRING -> "the text \"" + Abbreviation.of(value.textValue()) + "\"";
      case BINARY, MISSING -> "nothing";
    };
  }

  private static String checkRequiredText(ObjectNode event, String name)
      throws UnreadableEventException {
    JsonNode value = event.get(name);
    checkText(value, name);
    if (isAbsent(value) || value.textValue().isBlank()) {
      throw new UnreadableEventException(name + " is missing or blank");
    }
    return value.textValue();
  }

  private static void checkText(@Nullable JsonNode value, String name)
      throws UnreadableEventException {
    if (!isAbsent(value) && !value.isTextual()) {
      throw wrongType(name, "a text", value);
    }
  }

  private static void checkNumber(@Nullable JsonNode value, String name)
      throws UnreadableEventException {
    if (!isAbsent(value) && !(value.isNumber() && Double.isFinite(value.doubleValue()))) {
      throw wrongType(name, "a finite number", value);
    }
  }

  private static void checkTime(String text) throws UnreadableEventException {
    try {
      EventTimes.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableEventException(
          "timestamp is \""
              + Abbreviation.of(text)
              + "\", not an ISO-8601 time with an offset or Z, such as 2026-01-31T09:30:00.250Z",
          e);
    }
  }

  private static boolean isAbsent(@Nullable JsonNode value) {
    return value == null || value.isNull();
  }

  private static UnreadableEventException wrongType(String name, String wanted, JsonNode found) {
    return new UnreadableEventException(name + " has to be " + wanted + ", it is " + kind(found));
  }
}
