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
    assertThat(RecordOrder.isAfter(record(50), record(40))).isTrue();
    assertThat(RecordOrder.isAfter(record(40), record(50))).isFalse();
    assertThat(RecordOrder.deletes(record(50), record(40))).isTrue();
    assertThat(RecordOrder.deletes(record(40), record(50))).isFalse();
  }

  @Test
  void aCopyIsAsOldAsItsOriginal() {
    assertThat(RecordOrder.isAfter(copy(60, 40), record(50))).isFalse();
    assertThat(RecordOrder.isAfter(copy(60, 50), record(40))).isTrue();
    assertThat(RecordOrder.deletes(record(50), copy(60, 40))).isTrue();
    assertThat(RecordOrder.deletes(copy(60, 40), record(50))).isFalse();
  }
}
