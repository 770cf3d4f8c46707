package io.vectorstream.deadletter;

import io.vectorstream.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a dead letter's Kafka record, all of them UTF-8 text. They follow the headers that
 * the record itself had.
 */
public final class DeadLetterHeaders {

  /** The stage that failed: {@code parse}, {@code embed} or {@code write}. */
  public static final String STAGE = "vectorstream.stage";

  /** Why, in one sentence. */
  public static final String REASON = "vectorstream.reason";

  /** The class of the exception behind the reason; absent if there was none. */
  public static final String EXCEPTION = "vectorstream.exception";

  /** The topic the record was read from. */
  public static final String TOPIC = "vectorstream.topic";

  /** Its partition there. */
  public static final String PARTITION = "vectorstream.partition";

  /** Its offset there. */
  public static final String OFFSET = "vectorstream.offset";

  /** Its timestamp, in milliseconds since the epoch. */
  public static final String TIMESTAMP = "vectorstream.timestamp";

  /** How many bytes of key, value and headers are left out; absent if the record is whole. */
  public static final String OMITTED_BYTES = "vectorstream.omitted_bytes";

  /** Whoever may send records can let one name any number of places. */
  private static final int MOST_ORIGINALS = 20;

  private DeadLetterHeaders() {}

  static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, String topic) {
    SourceRecord source = letter.source();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, source.key(), source.value());
    Headers headers = record.headers();
    for (KV<String, byte[]> header : source.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    describe(letter, headers);
    return record;
  }

  /**
   * A letter without its record, which is too large: where the record is, what it is a copy of, and
   * how many bytes are left out.
   */
  static ProducerRecord<byte[], byte[]> toRecordWithoutContent(DeadLetter letter, String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null);
    RecordPlace place = place(letter.source()).place();
    PlaceHeaders.read(letter.source().headers()).stream()
        .filter(original -> original.place().canBeOriginalOf(place))
        .limit(MOST_ORIGINALS)
        .forEach(original -> PlaceHeaders.add(record.headers(), original));
    describe(letter, record.headers());
    record.headers().add(OMITTED_BYTES, utf8(Long.toString(letter.source().bytes())));
    return record;
  }

  private static void describe(DeadLetter letter, Headers headers) {
    SourceRecord source = letter.source();
    headers.add(STAGE, utf8(letter.stage()));
    headers.add(REASON, utf8(letter.reason()));
    if (letter.exceptionClass() != null) {
      headers.add(EXCEPTION, utf8(letter.exceptionClass()));
    }
    PlaceHeaders.add(headers, place(source));
  }

  private static DatedPlace place(SourceRecord source) {
    return new DatedPlace(
        new RecordPlace(source.topic(), source.partition(), source.offset()),
        source.timestampMillis());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
