package io.vectorstream.tools.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordOrderTest {

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("events", 1, offset, null, null);
  }

  private static ConsumerRecord<byte[], byte[]> copy(long offset, long original) {
    ConsumerRecord<byte[], byte[]> copy = record(offset);
    copy.headers()
        .add("vectorstream.topic", "events".getBytes(UTF_8))
        .add("vectorstream.partition", "1".getBytes(UTF_8))
        .add("vectorstream.offset", Long.toString(original).getBytes(UTF_8));
    return copy;
  }

  @Test
  void whatStandsLaterIsLater() {
    assertThat(RecordOrder.of(record(50)).isLaterThan(RecordOrder.of(record(40)))).isTrue();
    assertThat(RecordOrder.of(record(40)).isLaterThan(RecordOrder.of(record(50)))).isFalse();
    assertThat(RecordOrder.of(record(50)).deletes(RecordOrder.of(record(40)))).isTrue();
    assertThat(RecordOrder.of(record(40)).deletes(RecordOrder.of(record(50)))).isFalse();
  }

  @Test
  void aCopyIsAsOldAsItsOriginal() {
    assertThat(RecordOrder.of(copy(60, 40)).isLaterThan(RecordOrder.of(record(50)))).isFalse();
    assertThat(RecordOrder.of(copy(60, 50)).isLaterThan(RecordOrder.of(record(40)))).isTrue();
    assertThat(RecordOrder.of(record(50)).deletes(RecordOrder.of(copy(60, 40)))).isTrue();
    assertThat(RecordOrder.of(copy(60, 40)).deletes(RecordOrder.of(record(50)))).isFalse();
  }
}
