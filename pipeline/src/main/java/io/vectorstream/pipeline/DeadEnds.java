package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.items.Removal;
import io.vectorstream.pipeline.items.WithdrawItems;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Gathers what fails on its way: the dead letters, and the points that have to go with them. There
 * are none of the latter if each record is one event.
 */
final class DeadEnds {

  private final EventReader reader;
  private final ItemTracker tracker;
  private final boolean versioned;
  private final List<PCollection<DeadLetter>> letters = new ArrayList<>();
  private final List<PCollection<Removal>> removals = new ArrayList<>();

  /**
   * As yet nothing.
   *
   * @param versioned whether the newest event of an id wins
   */
  DeadEnds(EventReader reader, ItemTracker tracker, boolean versioned) {
    this.reader = reader;
    this.tracker = tracker;
    this.versioned = versioned;
  }

  void addLetters(PCollection<DeadLetter> more) {
    letters.add(more);
  }

  void addRemovals(PCollection<Removal> more) {
    removals.add(more);
  }

  /** Adds events that failed, by a step of this name. */
  <T> void addEvents(
      String step,
      PCollection<T> failures,
      SerializableFunction<T, CommerceEvent> event,
      FailureLetters<T> letter) {
    if (!reader.readsItems()) {
      letters.add(failures.apply(step, letter));
      return;
    }
    PCollectionTuple withdrawn =
        failures.apply(
            step, WithdrawItems.of(reader, tracker, event, letter.function(), versioned));
    letters.add(withdrawn.get(WithdrawItems.DEAD_LETTERS));
    removals.add(withdrawn.get(WithdrawItems.REMOVALS));
  }

  PCollection<DeadLetter> letters() {
    return PCollectionList.of(letters).apply("AllDeadLetters", Flatten.pCollections());
  }

  /** Deletes the points that have to go, if any can have to. */
  void remove(PointWrites writes) {
    if (!removals.isEmpty()) {
      PCollectionList.of(removals)
          .apply("AllRemovals", Flatten.pCollections())
          .apply("Remove", writes.ofRemovals())
          .rejected()
          .apply("RefusedRemovals", SettleRefused.by(tracker));
    }
  }
}
