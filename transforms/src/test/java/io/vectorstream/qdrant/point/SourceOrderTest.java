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
  void atAPositionTheStepDecides() {
    SourceOrder again = event.atStep(1);

    assertThat(again.isLaterThan(event)).isTrue();
    assertThat(event.isLaterThan(again)).isFalse();
    assertThat(again.deletes(event)).isTrue();
    assertThat(event.deletes(again)).isFalse();
    assertThat(again.deletes(again)).isFalse();
    assertThat(new SourceOrder("topic", 0, 10, 500).isLaterThan(again)).isTrue();
    assertThat(again.isLaterThan(new SourceOrder("topic", 1, 0, 1_001))).isFalse();
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
  void aStreamMadeLaterUnderTheSameNameIsLaterWhateverPositionAndTime() {
    for (int partition : new int[] {0, 1}) {
      SourceOrder later = inGeneration(1, new SourceOrder("topic", partition, 0, 500));

      assertThat(later.isLaterThan(event)).isTrue();
      assertThat(event.isLaterThan(later)).isFalse();
      assertThat(later.deletes(event)).isTrue();
      assertThat(event.deletes(later)).isFalse();
    }
  }

  @Test
  void whetherAStreamOfAnotherNameWasMadeLaterSaysNothing() {
    SourceOrder earlier = inGeneration(1, new SourceOrder("another", 0, 0, 999));

    assertThat(event.isLaterThan(earlier)).isTrue();
    assertThat(earlier.isLaterThan(event)).isFalse();
    assertThat(event.deletes(earlier)).isTrue();
    assertThat(earlier.deletes(event)).isFalse();
  }

  /** Its copy is read from one generation, and it may have stood in that or in an earlier one. */
  @Test
  void whatHasBeenCopiedIsEarlierThanTheNextGenerationAndStandsAmongTheOthersByItsPosition() {
    SourceOrder original = new SourceOrder("topic", 1, true, 0, 8, 2_000, 0);

    for (long generation : new long[] {0, 1}) {
      assertThat(inGeneration(generation, event).isLaterThan(original)).isTrue();
      assertThat(original.isLaterThan(inGeneration(generation, event))).isFalse();
      assertThat(inGeneration(generation, event).deletes(original)).isTrue();
      assertThat(original.deletes(inGeneration(generation, event))).isFalse();
    }
    SourceOrder next = inGeneration(2, new SourceOrder("topic", 0, 1, 500));
    assertThat(next.isLaterThan(original)).isTrue();
    assertThat(original.isLaterThan(next)).isFalse();
    assertThat(next.deletes(original)).isTrue();
    assertThat(original.deletes(next)).isFalse();
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

  private static SourceOrder inGeneration(long generation, SourceOrder order) {
    return new SourceOrder(
        order.stream(),
        generation,
        order.orEarlier(),
        order.partition(),
        order.position(),
        order.timeMillis(),
        order.step());
  }
}
