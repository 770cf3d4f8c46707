package io.vectorstream.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.event.Records;
import io.vectorstream.source.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void keepsTheRecordAndSaysWhatHappened() {
    SourceRecord source =
        SourceRecord.of(
            "events",
            3,
            42,
            1_700_000_000_123L,
            List.of(KV.of("trace", new byte[] {1, 2})),
            new byte[] {9},
            new byte[] {(byte) 0xC3, 0, 7});
    DeadLetter letter = DeadLetter.of(source, "parse", "not UTF-8: Ç", "java.io.IOException");

    ProducerRecord<byte[], byte[]> record = DeadLetterHeaders.toRecord(letter, "events.dlq");

    assertThat(record.topic()).isEqualTo("events.dlq");
    assertThat(record.key()).isEqualTo(new byte[] {9});
    assertThat(record.value()).isEqualTo(new byte[] {(byte) 0xC3, 0, 7});
    Header[] headers = record.headers().toArray();
    assertThat(headers[0].key()).isEqualTo("trace");
    assertThat(headers[0].value()).isEqualTo(new byte[] {1, 2});
    Map<String, String> said = new LinkedHashMap<>();
    for (int i = 1; i < headers.length; i++) {
      said.put(headers[i].key(), new String(headers[i].value(), StandardCharsets.UTF_8));
    }
    assertThat(said)
        .containsExactly(
            Map.entry("vectorstream.stage", "parse"),
            Map.entry("vectorstream.reason", "not UTF-8: Ç"),
            Map.entry("vectorstream.exception", "java.io.IOException"),
            Map.entry("vectorstream.topic", "events"),
            Map.entry("vectorstream.partition", "3"),
            Map.entry("vectorstream.offset", "42"),
            Map.entry("vectorstream.timestamp", "1700000000123"));
  }

  @Test
  void aLetterWithoutExceptionHasNoSuchHeader() {
    DeadLetter letter = DeadLetter.of(Records.record(1, "v"), "embed", "no text", null);

    ProducerRecord<byte[], byte[]> record = DeadLetterHeaders.toRecord(letter, "dlq");

    assertThat(record.headers().lastHeader("vectorstream.exception")).isNull();
    assertThat(record.headers().lastHeader("vectorstream.stage")).isNotNull();
  }

  @Test
  void aBundleFailsWhenTheBrokerRefusesALetter() {
    DeadLetterFn fn = new DeadLetterFn(topic -> "dlq", () -> producer, null);
    fn.startBundle();
    fn.send(DeadLetter.of(Records.record(1, "v"), "parse", "reason", null));
    // Flushing completes what is open, so the refusal has to be there before.
    producer.errorNext(new TopicAuthorizationException("not yours"));

    assertThatThrownBy(fn::awaitAcknowledgements)
        .isInstanceOf(IOException.class)
        .hasMessage("Kafka did not take a dead letter for topic dlq: not yours");
  }

  @Test
  void aRecordTooLargeForALetterLeavesOneThatSaysWhereItIs() throws Exception {
    List<DeadLetter> told = new ArrayList<>();
    DeadLetterFn fn = new DeadLetterFn(topic -> "dlq", () -> producer, told::add);
    DeadLetter large = DeadLetter.of(Records.record(1, "x".repeat(500)), "parse", "reason", null);
    fn.startBundle();
    fn.send(large);
    producer.errorNext(new RecordTooLargeException("too large"));

    fn.awaitAcknowledgements();

    assertThat(told).containsExactly(large);
    assertThat(producer.history()).hasSize(2);
    ProducerRecord<byte[], byte[]> letter = producer.history().get(1);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(text(letter, "vectorstream.offset")).isEqualTo("1");
    assertThat(text(letter, "vectorstream.reason")).isEqualTo("reason");
    assertThat(text(letter, "vectorstream.omitted_bytes"))
        .isEqualTo(Integer.toString(500 + large.source().key().length));
  }

  private static String text(ProducerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aBundleWithoutLettersNeverConnects() throws Exception {
    DeadLetterFn fn =
        new DeadLetterFn(
            topic -> "dlq",
            () -> {
              throw new AssertionError("connected");
            },
            null);

    fn.startBundle();
    fn.awaitAcknowledgements();
    fn.close();
  }

  @Test
  void aLetterSurvivesItsCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        DeadLetterCoder.of(), DeadLetter.of(Records.record(1, null), "parse", "reason", null));
    CoderProperties.coderDecodeEncodeEqual(
        DeadLetterCoder.of(), DeadLetter.of(Records.record(1, "v"), "write", "reason", "E"));
  }
}
