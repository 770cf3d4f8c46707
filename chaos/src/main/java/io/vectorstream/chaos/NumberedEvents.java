package io.vectorstream.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.qdrant.point.PointIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events that are known by their number, which is the record's key whatever became of the value.
 * Every 50th is malformed, in each of the ways in turn. They are about ten products, so that
 * embedding them costs nothing.
 */
final class NumberedEvents {

  private static final String ID_PREFIX = "chaos-";
  private static final int MALFORMED_EVERY = 50;
  private static final int PRODUCTS = 10;
  private static final int USERS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private NumberedEvents() {}

  /** Whether no point can be made of this event. */
  static boolean isMalformed(long number) {
    return number % MALFORMED_EVERY == MALFORMED_EVERY - 1;
  }

  /** The id of the point that a well-formed event becomes. */
  static String pointId(long number) {
    return PointIds.of(ID_PREFIX + number).getUuid();
  }

  /** The number of a record's event. */
  static long number(byte[] key) {
    return Long.parseLong(new String(key, StandardCharsets.UTF_8));
  }

  /** The record that is sent. */
  static ProducerRecord<byte[], byte[]> record(String topic, long number, Instant now) {
    byte[] key = Long.toString(number).getBytes(StandardCharsets.UTF_8);
    byte[] event = event(number, now);
    return new ProducerRecord<>(
        topic, key, isMalformed(number) ? kind(number).spoil(event) : event);
  }

  private static MalformedKind kind(long number) {
    MalformedKind[] kinds = MalformedKind.values();
    return kinds[(int) (number / MALFORMED_EVERY % kinds.length)];
  }

  private static byte[] event(long number, Instant now) {
    long product = number % PRODUCTS;
    ObjectNode event = JSON.createObjectNode();
    event.put("event_id", ID_PREFIX + number);
    event.put("timestamp", now.toString());
    event.put("user_id", "user-" + number % USERS);
    event.put("event_type", "view");
    event.put("session_id", "session-" + number / PRODUCTS);
    event
        .putObject("product")
        .put("id", "P" + product)
        .put("name", "Coffee grinder no. " + product)
        .put("description", "Grinds beans for " + (product + 1) + " cups at a time.")
        .put("category", "Kitchen")
        .put("price", product + 20);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write an event", e);
    }
  }
}
