package io.vectorstream.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The places that a record's headers name, by {@link DeadLetterHeaders#TOPIC}, {@link
 * DeadLetterHeaders#PARTITION} and {@link DeadLetterHeaders#OFFSET}, and behind these the record's
 * {@link DeadLetterHeaders#TIMESTAMP}, which early copies lack.
 *
 * <p>A dead letter names the place of its record. A copy, which was sent to the topic again, names
 * by the same headers the place of the record that was copied. Since a dead letter, like a copy,
 * keeps the headers that its record had, one about a copy names both places, the original's first.
 */
public final class PlaceHeaders {

  private final List<DatedPlace> places = new ArrayList<>();
  private @Nullable String topic;
  private @Nullable Long partition;
  private boolean isBehindPlace;

  private PlaceHeaders() {}

  /** The places that these headers name, in their order. */
  public static List<DatedPlace> read(Iterable<Header> headers) {
    PlaceHeaders reader = new PlaceHeaders();
    headers.forEach(header -> reader.read(header.key(), header.value()));
    return reader.places;
  }

  /** The same of headers as a {@link io.vectorstream.source.SourceRecord} has them. */
  public static List<DatedPlace> read(List<KV<String, byte[]>> headers) {
    PlaceHeaders reader = new PlaceHeaders();
    headers.forEach(header -> reader.read(header.getKey(), header.getValue()));
    return reader.places;
  }

  /** Adds the headers that name a place. */
  static void add(Headers headers, DatedPlace dated) {
    RecordPlace place = dated.place();
    headers
        .add(DeadLetterHeaders.TOPIC, utf8(place.topic()))
        .add(DeadLetterHeaders.PARTITION, utf8(Integer.toString(place.partition())))
        .add(DeadLetterHeaders.OFFSET, utf8(Long.toString(place.offset())));
    if (dated.timestampMillis() != null) {
      headers.add(DeadLetterHeaders.TIMESTAMP, utf8(Long.toString(dated.timestampMillis())));
    }
  }

  private void read(String name, byte @Nullable [] value) {
    boolean wasBehindPlace = isBehindPlace;
    isBehindPlace = false;
    switch (name) {
      case DeadLetterHeaders.TOPIC -> topic = text(value);
      case DeadLetterHeaders.PARTITION -> partition = number(value, Integer.MAX_VALUE);
      case DeadLetterHeaders.OFFSET -> {
        Long offset = number(value, Long.MAX_VALUE);
        if (topic != null && partition != null && offset != null) {
          places.add(new DatedPlace(new RecordPlace(topic, partition.intValue(), offset), null));
          isBehindPlace = true;
        }
        topic = null;
        partition = null;
      }
      case DeadLetterHeaders.TIMESTAMP -> {
        if (wasBehindPlace) {
          int last = places.size() - 1;
          places.set(last, new DatedPlace(places.get(last).place(), number(value, Long.MAX_VALUE)));
        }
      }
      default -> {}
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** Null for what is no such number: whoever wrote it, it is no header of a pipeline. */
  static @Nullable Long number(byte @Nullable [] value, long most) {
    String text = text(value);
    if (text == null || !text.matches("[0-9]{1,18}")) {
      return null;
    }
    long number = Long.parseLong(text);
    return number <= most ? number : null;
  }
}
