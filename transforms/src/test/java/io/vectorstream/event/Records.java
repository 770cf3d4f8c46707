package io.vectorstream.event;

import io.vectorstream.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records and events for tests. */
public final class Records {

  private Records() {}

  /** A record at an offset of partition 3 of the topic "events", with a text as its value. */
  public static SourceRecord record(long offset, String value) {
    return SourceRecord.of(
        "events",
        3,
        offset,
        1_700_000_000_000L,
        List.of(),
        "key".getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON of an event about a product. */
  public static String json(String eventId, String productName) {
    return """
        {"event_id": "%s", "timestamp": "2026-01-31T09:30:00Z", "product": {"name": "%s"}}"""
        .formatted(eventId, productName);
  }

  /** An event about a product, read from offset 0. */
  public static CommerceEvent event(String eventId, String productName) {
    return parse(json(eventId, productName));
  }

  /** The event that JSON holds, read from offset 0. */
  public static CommerceEvent parse(String json) {
    try {
      return CommerceEvent.parse(record(0, json));
    } catch (UnreadableEventException e) {
      throw new AssertionError(e);
    }
  }
}
