package io.vectorstream.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.event.Records;
import io.vectorstream.source.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

  private static final DeadLetter LETTER =
      DeadLetter.of(Records.record(1, "v"), "parse", "reason", null);

  private final FakeProducer producer = new FakeProducer();

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
  void aBundleFailsWhenTheBrokerRefusesALetter() throws Exception {
    MockProducer<byte[], byte[]> slow =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    DeadLetterFn fn = new DeadLetterFn(topic -> "dlq", () -> slow, null);
    fn.startBundle();
    fn.send(LETTER);
    slow.errorNext(new TopicAuthorizationException("not yours"));

    assertThatThrownBy(fn::awaitAcknowledgements)
        .isInstanceOf(IOException.class)
        .hasMessage("Kafka did not take a dead letter for topic dlq: not yours");
  }

  /** As Kafka's client does when it has waited in vain for what it knows of the topic. */
  @Test
  void theFirstLetterThatIsRefusedAtOnceFailsTheBundle() {
    DeadLetterFn fn = new DeadLetterFn(topic -> "dlq", () -> producer, null);
    producer.refuse(record -> new TimeoutException("Topic dlq not present in metadata"));
    fn.startBundle();

    assertThatThrownBy(() -> fn.send(LETTER))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Kafka did not take a dead letter for topic dlq: Topic dlq not present in metadata");
  }

  @Test
  void aRecordTooLargeForALetterLeavesOneThatSaysWhereItIs() throws Exception {
    List<DeadLetter> told = new ArrayList<>();
    DeadLetterFn fn = new DeadLetterFn(topic -> "dlq", () -> producer, told::add);
    DeadLetter large = DeadLetter.of(Records.record(1, "x".repeat(500)), "parse", "reason", null);
    producer.refuse(
        record -> record.value() == null ? null : new RecordTooLargeException("too large"));
    fn.startBundle();
    fn.send(large);

    fn.awaitAcknowledgements();

    assertThat(told).containsExactly(large);
    assertThat(producer.history()).hasSize(1);
    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(text(letter, "vectorstream.offset")).isEqualTo("1");
    assertThat(text(letter, "vectorstream.reason")).isEqualTo("reason");
    assertThat(text(letter, "vectorstream.omitted_bytes"))
        .isEqualTo(Integer.toString(500 + large.source().key().length));
  }

  @Test
  void aLetterWithoutContentStillNamesTheOriginalOfACopy() {
    List<KV<String, byte[]>> headers = new ArrayList<>();
    headers.add(KV.of("trace", new byte[] {1}));
    headers.addAll(place(5, 1_000));
    for (int i = 0; i < 1_000; i++) {
      headers.addAll(place(100 + i, 1_000));
    }
    headers.addAll(place(20, 2_000));
    DeadLetter copy =
        DeadLetter.of(
            SourceRecord.of("events", 3, 42, 3_000, headers, null, new byte[9]),
            "parse",
            "reason",
            null);

    ProducerRecord<byte[], byte[]> letter = DeadLetterHeaders.toRecordWithoutContent(copy, "dlq");

    assertThat(PlaceHeaders.read(letter.headers()))
        .containsExactly(dated(5, 1_000), dated(20, 2_000), dated(42, 3_000));
    assertThat(letter.headers().lastHeader("trace")).isNull();
  }

  private static List<KV<String, byte[]>> place(long offset, long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    PlaceHeaders.add(headers, dated(offset, timestamp));
    return Arrays.stream(headers.toArray())
        .map(header -> KV.of(header.key(), header.value()))
        .toList();
  }

  private static DatedPlace dated(long offset, long timestamp) {
    return new DatedPlace(new RecordPlace("events", 3, offset), timestamp);
  }

  private static String text(ProducerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  /** Opens fake producers and keeps them, for a name that no other test has. */
  private record FakeProducerFactory(String name) implements ProducerFactory {

    static final Map<String, List<FakeProducer>> OPENED = new ConcurrentHashMap<>();

    @Override
    public Producer<byte[], byte[]> open() {
      FakeProducer producer = new FakeProducer();
      OPENED.computeIfAbsent(name, unused -> new CopyOnWriteArrayList<>()).add(producer);
      return producer;
    }

    List<FakeProducer> opened() {
      return OPENED.get(name);
    }
  }

  @Test
  void allBundlesOfAProcessShareOneProducer() throws Exception {
    FakeProducerFactory factory = new FakeProducerFactory("shared");
    DeadLetterFn other = new DeadLetterFn(topic -> "other.dlq", factory, null);
    for (int bundle = 0; bundle < 100; bundle++) {
      // As with Spark's micro-batches: another copy for each bundle, gone behind it.
      DeadLetterFn fn = SerializableUtils.clone(bundle % 2 == 0 ? other : deadLetterFn(factory));
      send(fn);
      fn.close();
    }

    assertThat(factory.opened()).singleElement().matches(producer -> !producer.closed());
    assertThat(factory.opened().get(0).history()).hasSize(100);
  }

  @Test
  void aProducerThatHasFailedIsLentToNobodyElse() throws Exception {
    FakeProducerFactory factory = new FakeProducerFactory("failing");
    DeadLetterFn failing = deadLetterFn(factory);
    DeadLetterFn neighbour = deadLetterFn(factory);
    send(failing);
    send(neighbour);
    FakeProducer first = factory.opened().get(0);

    first.refuse(record -> new ClusterAuthorizationException("not yours"));
    assertThatThrownBy(() -> send(failing)).isInstanceOf(IOException.class);
    send(failing);

    assertThat(factory.opened()).hasSize(2);
    assertThat(first.closed()).as("its neighbour may be waiting for letters").isFalse();
    first.refuse(
        record -> {
          throw new IllegalStateException("closed");
        });
    assertThatThrownBy(() -> send(neighbour)).isInstanceOf(IllegalStateException.class);
    assertThat(first.whenClosed.await(10, TimeUnit.SECONDS)).isTrue();
    send(neighbour);
    assertThat(factory.opened()).hasSize(2);
    assertThat(factory.opened().get(1).history()).hasSize(2);
  }

  private static DeadLetterFn deadLetterFn(ProducerFactory factory) {
    return new DeadLetterFn(topic -> "dlq", factory, null);
  }

  private static void send(DeadLetterFn fn) throws IOException, InterruptedException {
    fn.startBundle();
    fn.send(LETTER);
    fn.awaitAcknowledgements();
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
