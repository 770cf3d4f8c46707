package io.vectorstream.pipeline.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.FinishedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a process remembers of items and tombstones, so that one does not overtake the other. */
final class ItemTrackerTest {

  private static final String OLD = "often asked for";
  private static final String NEW = "just come";
  private static final SourceOrder ITEM = new SourceOrder("t", 0, 1, 1_000);
  private static final SourceOrder TOMBSTONE = new SourceOrder("t", 0, 2, 1_000);

  private final ItemTracker tracker;

  ItemTrackerTest(TestInfo test) {
    String run = test.getDisplayName();
    tracker = new ItemTracker(run, FinishedRecords.ofRun(run));
  }

  @Test
  void aTombstoneThatHasJustComeIsKnownHoweverMuchIsRemembered() {
    tracker.rememberTombstone(OLD, TOMBSTONE);
    for (int event = 0; event < 2 * ItemTracker.REMEMBERED; event++) {
      tracker.isDeleted(OLD, ITEM);
      tracker.rememberTombstone("event " + event, TOMBSTONE);
      tracker.isDeleted("event " + event, ITEM);
    }

    tracker.rememberTombstone(NEW, TOMBSTONE);
    for (int event = 0; event < ItemTracker.REMEMBERED / 2; event++) {
      tracker.rememberTombstone("after it " + event, TOMBSTONE);
      tracker.isDeleted(OLD, ITEM);
    }

    assertThat(tracker.isDeleted(NEW, ITEM)).isTrue();
    assertThat(tracker.isDeleted(OLD, ITEM)).isTrue();
    assertThat(tracker.isDeleted("event 0", ITEM)).as("the one used longest ago").isFalse();
  }

  @Test
  void anItemThatHasJustComeIsKnownHoweverMuchIsRemembered() {
    tracker.remember(OLD, PointIds.of(OLD));
    for (int event = 0; event < 2 * ItemTracker.REMEMBERED; event++) {
      tracker.remembered(OLD);
      tracker.remember("event " + event, PointIds.of("event " + event));
      tracker.remembered("event " + event);
    }

    tracker.remember(NEW, PointIds.of(NEW, "1"));
    tracker.remember(NEW, PointIds.of(NEW, "2"));
    for (int event = 0; event < ItemTracker.REMEMBERED / 2; event++) {
      tracker.remember("after it " + event, PointIds.of("after it " + event));
    }

    assertThat(tracker.remembered(NEW))
        .containsExactlyInAnyOrder(PointIds.of(NEW, "1"), PointIds.of(NEW, "2"));
    assertThat(tracker.remembered("event 0")).as("the one used longest ago").isEmpty();
  }

  @Test
  void anEventIsTheSameHoweverItsIdIsWritten() {
    String plain = "6fa459eaee8a3ca4894edb77e160355e";
    String upperCase = "6FA459EA-EE8A-3CA4-894E-DB77E160355E";
    tracker.remember(plain, PointIds.of(plain, "1"));
    tracker.rememberTombstone(upperCase, TOMBSTONE);

    assertThat(tracker.remembered(upperCase)).containsExactly(PointIds.of(plain, "1"));
    assertThat(tracker.isDeleted(plain, ITEM)).isTrue();
  }

  @Test
  void theLaterOfTwoTombstonesCounts() {
    tracker.rememberTombstone(NEW, new SourceOrder("t", 0, 7, 1_000));
    tracker.rememberTombstone(NEW, TOMBSTONE);

    assertThat(tracker.isDeleted(NEW, new SourceOrder("t", 0, 6, 1_000))).isTrue();
    assertThat(tracker.isDeleted(NEW, new SourceOrder("t", 0, 8, 1_000))).isFalse();
    assertThat(tracker.isDeleted(OLD, ITEM)).as("there is none").isFalse();
  }
}
