package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A CloudEvent, in structured mode (the value has everything) or in binary mode (the attributes are
 * headers, the value is the data). Either way it comes out as structured, with an object as data.
 */
final class CloudEvent {

  private static final String PREFIX = "ce_";
  private static final String VERSION = "specversion";
  private static final String DATA = "data";
  private static final String BASE64 = "data_base64";

  private CloudEvent() {}

  static boolean isBinary(Map<String, byte[]> headers) {
    return headers.containsKey(PREFIX + VERSION);
  }

  static DecodedValue ofBinary(byte[] data, Map<String, byte[]> headers)
      throws UnreadableValueException {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && value != null) {
            event.put(name.substring(PREFIX.length()), new String(value, StandardCharsets.UTF_8));
          }
        });
    event.set(DATA, JsonValue.read(data));
    return checked(event);
  }

  static DecodedValue ofStructured(ObjectNode event) throws UnreadableValueException {
    if (event.path(BASE64).isTextual()) {
      ObjectNode decoded = event.objectNode();
      decoded.setAll(event);
      try {
        decoded.set(
            DATA, JsonValue.read(Base64.getDecoder().decode(event.get(BASE64).textValue())));
      } catch (IllegalArgumentException e) {
        throw new UnreadableValueException("data_base64 is not in Base64", e);
      }
      decoded.remove(BASE64);
      return checked(decoded);
    }
    return checked(event);
  }

  private static DecodedValue checked(ObjectNode event) throws UnreadableValueException {
    if (!event.path(VERSION).asText().startsWith("1.")) {
      throw new UnreadableValueException(
          "a CloudEvent of version 1 is wanted, specversion is "
              + ValueWords.kind(event.path(VERSION)));
    }
    return new DecodedValue(event, false);
  }
}
