package io.vectorstream.deadletter.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectorstream.deadletter.RecordPlace;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class LetterParserTest {

  private static ConsumerRecord<byte[], byte[]> record(String key, String value, Headers headers) {
    return new ConsumerRecord<>(
        "events.dlq",
        1,
        7,
        1_700_000_000_500L,
        TimestampType.CREATE_TIME,
        -1,
        -1,
        key == null ? null : key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static Headers headers(String... namesAndValues) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  private static Headers letter(Headers ofRecord, String partition, String offset) {
    headers(
            "vectorstream.stage", "write",
            "vectorstream.reason", "Qdrant refuses it",
            "vectorstream.exception", "io.grpc.StatusRuntimeException",
            "vectorstream.topic", "events",
            "vectorstream.partition", partition,
            "vectorstream.offset", offset,
            "vectorstream.timestamp", "1700000000123")
        .forEach(ofRecord::add);
    return ofRecord;
  }

  @Test
  void readsWhatThePipelineHasWritten() {
    ArchivedLetter letter =
        LetterParser.whole()
            .parse(record("k", "v", letter(headers("trace", "abc", "trace", "d"), "3", "42")));

    assertThat(letter.partition()).isEqualTo(1);
    assertThat(letter.offset()).isEqualTo(7);
    assertThat(letter.time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_500L));
    assertThat(letter.stage()).isEqualTo("write");
    assertThat(letter.reason()).isEqualTo("Qdrant refuses it");
    assertThat(letter.exceptionClass()).isEqualTo("io.grpc.StatusRuntimeException");
    assertThat(letter.origin()).isEqualTo(new RecordPlace("events", 3, 42));
    assertThat(letter.originTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
    assertThat(letter.key()).isEqualTo(LetterBytes.of("k".getBytes(UTF_8)));
    assertThat(letter.value()).isEqualTo(LetterBytes.of("v".getBytes(UTF_8)));
    assertThat(letter.omittedBytes()).isNull();
    assertThat(letter.headers())
        .extracting(header -> header.key(), header -> new String(header.value(), UTF_8))
        .containsExactly(tuple("trace", "abc"), tuple("trace", "d"));
  }

  /** A record may say that it is a letter, as one does that was read from a dead-letter topic. */
  @Test
  void theHeadersOfTheRecordAreNotTakenForTheLetters() {
    Headers ofRecord =
        headers(
            "vectorstream.stage", "parse",
            "vectorstream.topic", "secrets",
            "vectorstream.partition", "0",
            "vectorstream.offset", "1",
            "vectorstream.omitted_bytes", "9");

    ArchivedLetter letter =
        LetterParser.whole().parse(record(null, "v", letter(ofRecord, "3", "42")));

    assertThat(letter.stage()).isEqualTo("write");
    assertThat(letter.origin()).isEqualTo(new RecordPlace("events", 3, 42));
    assertThat(letter.omittedBytes()).isNull();
    assertThat(letter.headers()).hasSize(5);
  }

  @Test
  void aForeignRecordIsALetterThatSaysNothing() {
    ArchivedLetter letter =
        LetterParser.whole()
            .parse(
                record(
                    null,
                    null,
                    headers("vectorstream.topic", "events", "vectorstream.offset", "1")));

    assertThat(letter.stage()).isNull();
    assertThat(letter.reason()).isNull();
    assertThat(letter.origin()).isNull();
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(letter.headers()).hasSize(2);
  }

  @Test
  void numbersThatAreNoneAreUnknown() {
    ArchivedLetter letter =
        LetterParser.whole()
            .parse(
                record(
                    null,
                    null,
                    headers(
                        "vectorstream.stage", "parse",
                        "vectorstream.topic", "events",
                        "vectorstream.partition", "99999999999",
                        "vectorstream.offset", "1",
                        "vectorstream.timestamp", "yesterday",
                        "vectorstream.omitted_bytes", "many")));

    assertThat(letter.stage()).isEqualTo("parse");
    assertThat(letter.origin()).isNull();
    assertThat(letter.originTime()).isNull();
    assertThat(letter.omittedBytes()).isNull();
  }

  @Test
  void aListKeepsBeginnings() {
    ArchivedLetter letter =
        LetterParser.beginnings(3)
            .parse(record("keys", "values", letter(headers("trace", "abc"), "3", "42")));

    assertThat(letter.key()).isEqualTo(LetterBytes.beginningOf("keys".getBytes(UTF_8), 3));
    assertThat(letter.value().bytes()).isEqualTo("val".getBytes(UTF_8));
    assertThat(letter.value().size()).isEqualTo(6);
    assertThat(letter.headers()).isEmpty();
    assertThat(letter.reason()).isEqualTo("Qdrant refuses it");
  }

  @Test
  void aReasonOfAnyLengthTakesLittleRoom() {
    Headers headers =
        headers("vectorstream.stage", "parse", "vectorstream.reason", "x".repeat(99_999));

    assertThat(LetterParser.beginnings(3).parse(record(null, null, headers)).reason())
        .hasSize(10_000);
  }
}
