package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.kafka.TopicSlice;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTest {

  private final Positions positions = new Positions();

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return new ConsumerRecord<>("t", partition, offset, null, null);
  }

  @Test
  void holdsWhatWasAddedAndNotRemoved() {
    positions.add(0, 5);
    positions.add(0, 5);
    positions.add(0, 9_000_000_000L);
    positions.add(2, 7);
    positions.remove(record(0, 5));
    positions.remove(record(1, 5));

    assertThat(positions.size()).isEqualTo(2);
    assertThat(positions.contains(record(0, 9_000_000_000L))).isTrue();
    assertThat(positions.contains(record(2, 7))).isTrue();
    assertThat(positions.contains(record(0, 5))).isFalse();
    assertThat(positions.contains(record(2, 9_000_000_000L))).isFalse();
  }

  @Test
  void lieInARange() {
    positions.add(0, 5);
    positions.add(0, 8);
    positions.add(1, 3);
    positions.remove(record(1, 3));

    TopicPartition partition = new TopicPartition("t", 0);
    TopicSlice range = positions.range("t");
    assertThat(range).isEqualTo(new TopicSlice(Map.of(partition, 5L), Map.of(partition, 9L)));
    assertThat(range.size()).isEqualTo(4);
    assertThat(new Positions().range("t").size()).isZero();
  }
}
