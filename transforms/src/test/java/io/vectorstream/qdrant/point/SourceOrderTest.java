package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceOrderTest {

  private final SourceOrder event = new SourceOrder("topic", 0, 9, 1_000);

  @Test
  void withinAPartitionThePositionDecidesWhateverTheTime() {
    SourceOrder next = new SourceOrder("topic", 0, 10, 500);

    assertThat(next.isLaterThan(event)).isTrue();
    assertThat(event.isLaterThan(next)).isFalse();
    assertThat(next.deletes(event)).isTrue();
    assertThat(event.deletes(next)).isFalse();
  }

  @Test
  void nothingIsLaterThanItself() {
    assertThat(event.isLaterThan(event)).isFalse();
    assertThat(event.deletes(event)).isFalse();
  }

  @Test
  void acrossPartitionsAndTopicsTheTimeDecidesWhateverThePosition() {
    for (SourceOrder later :
        new SourceOrder[] {
          new SourceOrder("topic", 1, 0, 1_001), new SourceOrder("another", 0, 0, 1_001)
        }) {
      assertThat(later.isLaterThan(event)).isTrue();
      assertThat(event.isLaterThan(later)).isFalse();
      assertThat(later.deletes(event)).isTrue();
      assertThat(event.deletes(later)).isFalse();
    }
  }

  @Test
  void atTheSameTimeOneOfTwoUpsertsWinsAndTheDeletionAlways() {
    for (SourceOrder other :
        new SourceOrder[] {
          new SourceOrder("topic", 1, 0, 1_000), new SourceOrder("another", 0, 0, 1_000)
        }) {
      assertThat(other.isLaterThan(event)).isNotEqualTo(event.isLaterThan(other));
      assertThat(other.deletes(event)).isTrue();
      assertThat(event.deletes(other)).isTrue();
    }
  }
}
