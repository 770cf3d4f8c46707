package io.vectorstream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.time.IsoTimes;
import io.vectorstream.value.IdText;
import io.vectorstream.value.ValueWords;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules by which a JSON object is an event. A null field counts as absent. */
final class EventFormat {

  private static final List<String> IDS = List.of("event_id", "user_id", "session_id");
  private static final List<String> TEXTS = List.of("event_type", "payment_method", "search_query");
  private static final List<String> NUMBERS = List.of("quantity", "total_amount", "view_duration");
  private static final List<String> PRODUCT_TEXTS = List.of("name", "description", "category");

  private EventFormat() {}

  /**
   * Checks an event, and gives one form to what may be written in several: an id that is an integer
   * becomes a text, and the timestamp gets the form of RFC 3339, in which stores compare it.
   *
   * @throws UnreadableEventException if a required field is missing, or a known one is of another
   *     type than it should be; the message names the field
   */
  static void settle(ObjectNode event) throws UnreadableEventException {
    for (String name : IDS) {
      settleId(event, name, name);
    }
    requireText(event, "event_id");
    settleTimestamp(event);
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
    if (!(product instanceof ObjectNode object)) {
      throw wrongType("product", "an object", product);
    }
    settleId(object, "id", "product.id");
    for (String name : PRODUCT_TEXTS) {
      checkText(product.get(name), "product." + name);
    }
    checkNumber(product.get("price"), "product.price");
  }

  private static void settleId(ObjectNode object, String name, String fullName)
      throws UnreadableEventException {
    JsonNode id = object.get(name);
    if (isAbsent(id) || id.isTextual()) {
      return;
    }
    String text = IdText.of(id);
    if (text == null) {
      throw wrongType(fullName, "a text or an integer", id);
    }
    object.put(name, text);
  }

  private static void settleTimestamp(ObjectNode event) throws UnreadableEventException {
    checkText(event.get("timestamp"), "timestamp");
    String text = requireText(event, "timestamp");
    try {
      event.put("timestamp", IsoTimes.toRfc3339(text));
    } catch (DateTimeException e) {
      throw new UnreadableEventException(
          "timestamp is \""
              + ValueWords.abbreviated(text)
              + "\", not an ISO-8601 time with an offset or Z, such as 2026-01-31T09:30:00.250Z",
          e);
    }
  }

  private static String requireText(ObjectNode event, String name) throws UnreadableEventException {
    JsonNode value = event.get(name);
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

  private static boolean isAbsent(@Nullable JsonNode value) {
    return value == null || value.isNull();
  }

  private static UnreadableEventException wrongType(String name, String wanted, JsonNode found) {
    return new UnreadableEventException(
        name + " has to be " + wanted + ", it is " + ValueWords.kind(found));
  }
}
