package io.vectorstream.pipeline.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.pipeline.UserMistakeException;
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
      sink.send(new GeneratedEvent(KEY, VALUE, "e1", null));
      sink.send(new GeneratedEvent(KEY, null, null, MalformedKind.NULL_VALUE));
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
      sink.send(new GeneratedEvent(KEY, VALUE, "e1", null));
      sink.send(new GeneratedEvent(KEY, VALUE, "e2", null));
      producer.completeNext();
      producer.errorNext(new NotLeaderOrFollowerException("no leader"));

      assertThatThrownBy(() -> sink.send(new GeneratedEvent(KEY, VALUE, "e3", null)))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--bootstrapServers: Kafka took 1 events for topic events and then failed: no leader");
      assertThat(producer.history()).hasSize(2);
    }
  }

  @Test
  void aRecordThatWasNotTakenFailsTheFlush() {
    MockProducer<byte[], byte[]> producer = producer(false);
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      sink.send(new GeneratedEvent(KEY, VALUE, "e1", null));
      producer.errorNext(new NotLeaderOrFollowerException("no leader"));

      assertThatThrownBy(sink::flush).isInstanceOf(UserMistakeException.class);
    }
  }

  @Test
  void aProducerThatRefusesARecordFailsItsSend() {
    MockProducer<byte[], byte[]> producer = producer(true);
    producer.sendException = new NotLeaderOrFollowerException("no leader");
    try (KafkaSink sink = new KafkaSink(producer, "events")) {
      assertThatThrownBy(() -> sink.send(new GeneratedEvent(KEY, VALUE, "e1", null)))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--bootstrapServers: Kafka took 0 events for topic events and then failed: no leader");
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(
            () -> KafkaSink.connect(KafkaDestination.of(KafkaConnection.of("nowhere"), "events")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("--bootstrapServers: nowhere is no address of a Kafka broker");
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(autoComplete, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
