package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.RecordPlace;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSetTest {

  private static final long TIME = 1_795_521_600_000L;

  private final RecordSet records = new RecordSet();

  private static DatedPlace place(long offset, @Nullable Long timestamp) {
    return new DatedPlace(new RecordPlace("t", 1, offset), timestamp);
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long time) {
    return ReconcileServices.at("t", partition, offset, time);
  }

  @Test
  void aRecordOfAnotherTimeIsAnother() {
    records.add(place(5, TIME));
    records.add(place(9_000_000_000L, TIME));

    assertThat(records.contains(record(1, 5, TIME))).isTrue();
    assertThat(records.contains(record(1, 9_000_000_000L, TIME))).isTrue();
    assertThat(records.contains(record(1, 5, TIME + 1_000))).isFalse();
    assertThat(records.contains(record(1, 6, TIME))).isFalse();
    assertThat(records.contains(record(2, 5, TIME))).isFalse();
  }

  @Test
  void aPlaceOfNoKnownTimeIsThatOfAnyTime() {
    records.add(place(5, null));

    assertThat(records.contains(record(1, 5, TIME))).isTrue();
    assertThat(records.contains(record(1, 6, TIME))).isFalse();
  }
}
