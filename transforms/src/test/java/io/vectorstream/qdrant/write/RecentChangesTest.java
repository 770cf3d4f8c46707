package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.deletion;
import static io.vectorstream.qdrant.write.TestPoints.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.FakeTime;
import org.junit.jupiter.api.Test;

final class RecentChangesTest {

  private final FakeTime time = new FakeTime();
  private final RecentChanges changes = new RecentChanges(time);

  @Test
  void anEarlierRecordIsSupersededByALaterOneAndNotTheReverse() {
    changes.wasApplied(ordered("later", 1, 20));
    changes.wasApplied(ordered("earlier, which does not count", 1, 10));

    assertThat(changes.isSuperseded(ordered("earlier", 1, 19))).isTrue();
    assertThat(changes.isSuperseded(ordered("the same", 1, 20))).isFalse();
    assertThat(changes.isSuperseded(ordered("later", 1, 21))).isFalse();
    assertThat(changes.isSuperseded(ordered("another", 2, 1))).isFalse();
    assertThat(changes.isSuperseded(deletion("earlier", 1, 19L))).isTrue();
    assertThat(changes.isSuperseded(deletion("later", 1, 21L))).isFalse();
  }

  @Test
  void aChangeIsForgottenTenMinutesAfterItWasMadeLast() {
    changes.wasApplied(ordered("later", 1, 20));
    time.sleep(RecentChanges.MEMORY.toMillis());
    changes.wasApplied(ordered("again", 1, 20));
    time.sleep(RecentChanges.MEMORY.toMillis());
    assertThat(changes.isSuperseded(ordered("earlier", 1, 10))).isTrue();

    time.sleep(1);

    assertThat(changes.isSuperseded(ordered("earlier", 1, 10))).isFalse();
    changes.wasApplied(ordered("of a topic that was made anew", 1, 3));
    assertThat(changes.isSuperseded(ordered("later in it", 1, 4))).isFalse();
    assertThat(changes.isSuperseded(ordered("earlier in it", 1, 2))).isTrue();
  }

  @Test
  void ofTooManyThoseAreForgottenThatWereMadeLongestAgo() {
    for (int id = 0; id < RecentChanges.REMEMBERED; id++) {
      changes.wasApplied(ordered("point", id, 20));
    }
    changes.wasApplied(ordered("again", 0, 20));
    changes.wasApplied(ordered("one more", RecentChanges.REMEMBERED, 20));

    assertThat(changes.isSuperseded(ordered("made anew since", 0, 10))).isTrue();
    assertThat(changes.isSuperseded(ordered("made longest ago", 1, 10))).isFalse();
    for (int id = 2; id <= RecentChanges.REMEMBERED; id++) {
      assertThat(changes.isSuperseded(ordered("remembered", id, 10))).isTrue();
    }
  }
}
