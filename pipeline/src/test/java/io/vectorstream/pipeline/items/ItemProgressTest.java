package io.vectorstream.pipeline.items;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ItemProgressTest {

  @Test
  void aRecordIsFinishedWithItsLastItem() {
    ItemProgress progress = ItemProgress.storing(3);

    assertThat(progress.settle(2)).isFalse();
    assertThat(progress.settle(0)).isFalse();
    assertThat(progress.settle(0)).as("told twice").isFalse();
    assertThat(progress.settle(1)).isTrue();
  }

  @Test
  void oneThatFailsTakesTheOthersBackBehindALetter() {
    ItemProgress progress = ItemProgress.storing(2);

    assertThat(progress.fail(1)).isTrue();
    assertThat(progress.fail(0)).as("one letter is enough").isFalse();
    assertThat(progress.remove(0)).isFalse();
    assertThat(progress.remove(1)).isFalse();
    assertThat(progress.letter()).isTrue();
  }

  @Test
  void anItemThatIsStillBeingStoredIsWaitedFor() {
    ItemProgress progress = ItemProgress.storing(2);

    progress.fail(1);
    assertThat(progress.letter()).isFalse();
    assertThat(progress.remove(0)).isFalse();
    assertThat(progress.remove(1)).isFalse();
    assertThat(progress.settle(0)).isTrue();
  }

  @Test
  void aTombstoneIsFinishedWithTheLastPoint() {
    ItemProgress progress = ItemProgress.removing(2);

    assertThat(progress.remove(1)).isFalse();
    assertThat(progress.remove(0)).isTrue();
  }

  @Test
  void whatIsBegunAgainIsALaterAttempt() {
    ItemProgress first = ItemProgress.storing(2);

    assertThat(ItemProgress.storing(2).attempt()).isGreaterThan(first.attempt());
  }
}
