package io.vectorstream.tools.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.tools.generator.SendException.Subject;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {

  private static final byte[] KEY = "u1".getBytes(UTF_8);
  private static final byte[] VALUE = "{}".getBytes(UTF_8);

  @Test
  void keysAndValuesArriveAsTheyAre() {
    MockProducer<byte[], byte[]> producer = producer(true);
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e1"));
      sink.send(GeneratedEvent.malformed(KEY, null, MalformedKind.NULL_VALUE));
      sink.flush();
    }

    assertThat(producer.history())
        .containsExactly(
            new ProducerRecord<>("events", KEY, VALUE), new ProducerRecord<>("events", KEY, null));
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aRecordThatWasNotTakenFailsTheNextSend() {
    MockProducer<byte[], byte[]> producer = producer(false);
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e1"));
      sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e2"));
      producer.completeNext();
      producer.errorNext(new NotLeaderOrFollowerException("no leader"));

      assertThatThrownBy(() -> sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e3")))
          .isInstanceOf(SendException.class)
          .hasMessage("Kafka took 1 events for topic events and then failed: no leader");
      assertThat(producer.history()).hasSize(2);
    }
  }

  @Test
  void aRecordThatWasNotTakenFailsTheFlush() {
    MockProducer<byte[], byte[]> producer = producer(false);
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e1"));
      producer.errorNext(new NotLeaderOrFollowerException("no leader"));

      assertThatThrownBy(sink::flush).isInstanceOf(SendException.class);
    }
  }

  @Test
  void aProducerThatRefusesARecordFailsItsSend() {
    MockProducer<byte[], byte[]> producer = producer(true);
    producer.sendException = new NotLeaderOrFollowerException("no leader");
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      assertThatThrownBy(() -> sink.send(GeneratedEvent.wellFormed(KEY, VALUE, "e1")))
          .isInstanceOf(SendException.class)
          .hasMessage("Kafka took 0 events for topic events and then failed: no leader");
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(
            () -> KafkaSink.connect(KafkaDestination.of(KafkaConnection.of("nowhere"), "events")))
        .isInstanceOfSatisfying(
            SendException.class, e -> assertThat(e.subject()).isEqualTo(Subject.BOOTSTRAP_SERVERS))
        .hasMessageStartingWith("nowhere is no address of a Kafka broker");
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(autoComplete, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
