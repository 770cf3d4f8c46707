package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.RecordPlace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSetTest {

  private static final long TIME = 1_795_521_600_000L;

  private final RecordSet records = new RecordSet();

  private static DatedPlace place(int partition, long offset, @Nullable Long timestamp) {
    return new DatedPlace(new RecordPlace("t", partition, offset), timestamp);
  }

  @Test
  void aRecordOfAnotherTimeIsAnother() {
    records.add(place(1, 5, TIME));
    records.add(place(1, 9_000_000_000L, TIME));

    assertThat(records.contains(place(1, 5, TIME))).isTrue();
    assertThat(records.contains(place(1, 9_000_000_000L, TIME))).isTrue();
    assertThat(records.contains(place(1, 5, TIME + 1_000))).isFalse();
    assertThat(records.contains(place(1, 6, TIME))).isFalse();
    assertThat(records.contains(place(2, 5, TIME))).isFalse();
  }

  @Test
  void aPlaceOfNoKnownTimeIsThatOfAnyTime() {
    records.add(place(1, 5, null));

    assertThat(records.contains(place(1, 5, TIME))).isTrue();
    assertThat(records.contains(place(1, 6, TIME))).isFalse();
  }
}
