package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.DeadLetterHeaders;
import io.vectorstream.deadletter.PlaceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the headers that make a record of the dead-letter topic a letter. */
final class LetterParser {

  /** More than any pipeline writes, and little enough to keep many of. */
  private static final int LONGEST_TEXT = 10_000;

  private final boolean whole;
  private final int mostBytes;

  private LetterParser(boolean whole, int mostBytes) {
    this.whole = whole;
    this.mostBytes = mostBytes;
  }

  /** Keeps all that a letter has. */
  static LetterParser whole() {
    return new LetterParser(true, Integer.MAX_VALUE);
  }

  /**
   * Keeps what a list shows.
   *
   * @param mostBytes how much is kept of a key and of a value
   */
  static LetterParser beginnings(int mostBytes) {
    return new LetterParser(false, mostBytes);
  }

  ArchivedLetter parse(ConsumerRecord<byte[], byte[]> record) {
    Header[] headers = record.headers().toArray();
    int first = firstOfLetter(headers);
    Map<String, byte[]> said = new HashMap<>();
    List<Header> ofLetter = Arrays.asList(headers).subList(first, headers.length);
    ofLetter.forEach(header -> said.put(header.key(), header.value()));
    List<DatedPlace> places = PlaceHeaders.read(ofLetter);
    return ArchivedLetter.builder()
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setTime(Instant.ofEpochMilli(record.timestamp()))
        .setStage(text(said.get(DeadLetterHeaders.STAGE)))
        .setReason(text(said.get(DeadLetterHeaders.REASON)))
        .setExceptionClass(text(said.get(DeadLetterHeaders.EXCEPTION)))
        .setOrigin(places.isEmpty() ? null : places.get(0).place())
        .setOriginTime(time(text(said.get(DeadLetterHeaders.TIMESTAMP))))
        .setKey(bytes(record.key()))
        .setValue(bytes(record.value()))
        .setOmittedBytes(number(text(said.get(DeadLetterHeaders.OMITTED_BYTES))))
        .setHeaders(whole ? List.of(headers).subList(0, first) : List.of())
        .build();
  }

  /**
   * Where the headers of the letter begin, behind those of its record. That one may be a letter or
   * a copy itself, or say that it is: what the pipeline has added comes last.
   */
  private static int firstOfLetter(Header[] headers) {
    for (int i = headers.length - 1; i >= 0; i--) {
      if (headers[i].key().equals(DeadLetterHeaders.STAGE)) {
        return i;
      }
    }
    return headers.length;
  }

  private @Nullable LetterBytes bytes(byte @Nullable [] bytes) {
    return bytes == null ? null : LetterBytes.beginningOf(bytes, mostBytes);
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null
        ? null
        : new String(value, 0, Math.min(value.length, LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static @Nullable Instant time(@Nullable String text) {
    Long millis = number(text);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Null for what is no number: whoever wrote it, it was no pipeline. */
  private static @Nullable Long number(@Nullable String text) {
    return text != null && text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
