package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * A CloudEvent, in structured mode (the value has everything) or in binary mode (the attributes are
 * headers, the value is the data). Either way it comes out as structured, with an object as data.
 * Its time is optional; without one, it is when the record was sent.
 */
final class CloudEvent {

  private static final String PREFIX = "ce_";
  private static final String VERSION = "specversion";
  private static final String TIME = "time";
  private static final String CONTENT_TYPE = "content-type";
  private static final String STRUCTURED = "application/cloudevents";
  private static final String DATA = "data";
  private static final String BASE64 = "data_base64";

  private CloudEvent() {}

  /** A record in structured mode may carry the attributes in headers as well. */
  static boolean isBinary(Map<String, byte[]> headers) {
    return headers.containsKey(PREFIX + VERSION)
        && !contentType(headers).regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length());
  }

  private static String contentType(Map<String, byte[]> headers) {
    byte[] value = headers.get(CONTENT_TYPE);
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  /**
   * Reads binary mode.
   *
   * @param sentAt when the record was sent, in milliseconds since the epoch; negative if unknown
   */
  static DecodedValue ofBinary(ObjectNode data, Map<String, byte[]> headers, long sentAt)
      throws UnreadableValueException {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && value != null) {
            event.put(name.substring(PREFIX.length()), new String(value, StandardCharsets.UTF_8));
          }
        });
    if (headers.get(CONTENT_TYPE) != null) {
      event.put("datacontenttype", contentType(headers));
    }
    event.set(DATA, data);
    return checked(event, sentAt);
  }

  /** Reads structured mode. */
  static DecodedValue ofStructured(ObjectNode event, long sentAt) throws UnreadableValueException {
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
      return checked(decoded, sentAt);
    }
    return checked(event, sentAt);
  }

  private static DecodedValue checked(ObjectNode event, long sentAt)
      throws UnreadableValueException {
    if (!event.path(VERSION).asText().startsWith("1.")) {
      throw new UnreadableValueException(
          "a CloudEvent of version 1 is wanted, specversion is "
              + ValueWords.kind(event.path(VERSION)));
    }
    if (!event.hasNonNull(TIME) && sentAt >= 0) {
      event.put(TIME, Instant.ofEpochMilli(sentAt).toString());
    }
    return DecodedValue.of(event);
  }
}
