package io.vectorstream.pipeline.items;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Makes one dead letter of a record of which one or more items could not be stored, and takes its
 * other items back.
 *
 * @param <T> what is said of an item that failed
 */
public final class WithdrawItems<T> extends PTransform<PCollection<T>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** The points to delete. */
  public static final TupleTag<Removal> REMOVALS = new TupleTag<>("removals");

  /** One for each record. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("deadLetters");

  private final WithdrawFn<T> withdraw;

  private WithdrawItems(WithdrawFn<T> withdraw) {
    this.withdraw = withdraw;
  }

  /**
   * Withdraws what failed.
   *
   * @param event the item that failed
   * @param letter what is kept of its record
   * @param versioned whether the newest event of an id wins, and not the last one
   */
  public static <T> WithdrawItems<T> of(
      EventReader reader,
      ItemTracker tracker,
      SerializableFunction<T, CommerceEvent> event,
      SerializableFunction<T, DeadLetter> letter,
      boolean versioned) {
    return new WithdrawItems<>(new WithdrawFn<>(reader, tracker, event, letter, versioned));
  }

  @Override
  public PCollectionTuple expand(PCollection<T> failures) {
    PCollectionTuple withdrawn =
        failures.apply(
            "Withdraw", ParDo.of(withdraw).withOutputTags(DEAD_LETTERS, TupleTagList.of(REMOVALS)));
    withdrawn.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    withdrawn.get(REMOVALS).setCoder(new RemovalCoder());
    return withdrawn;
  }

  private static final class WithdrawFn<T> extends DoFn<T, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final EventReader reader;
    private final ItemTracker tracker;
    private final SerializableFunction<T, CommerceEvent> event;
    private final SerializableFunction<T, DeadLetter> letter;
    private final boolean versioned;

    WithdrawFn(
        EventReader reader,
        ItemTracker tracker,
        SerializableFunction<T, CommerceEvent> event,
        SerializableFunction<T, DeadLetter> letter,
        boolean versioned) {
      this.reader = reader;
      this.tracker = tracker;
      this.event = event;
      this.letter = letter;
      this.versioned = versioned;
    }

    @ProcessElement
    public void withdraw(@Element T failure, MultiOutputReceiver out)
        throws UnreadableEventException {
      CommerceEvent failed = event.apply(failure);
      if (!tracker.failed(failed)) {
        return;
      }
      out.get(DEAD_LETTERS).output(letter.apply(failure));
      if (failed.items() < 2) {
        return;
      }
      for (CommerceEvent item : CommerceEvent.parse(failed.source(), reader)) {
        Optional<Map<String, Value>> payload = versioned ? payload(item) : Optional.of(Map.of());
        Removal removal = removal(item, payload.orElse(Map.of()));
        if (payload.isPresent()) {
          out.get(REMOVALS).output(removal);
        } else {
          tracker.removed(removal);
        }
      }
    }

    private static Removal removal(CommerceEvent item, Map<String, Value> payload) {
      QdrantPoint point =
          QdrantPoint.withId(PointIds.of(item.eventId(), item.item().orElseThrow()));
      return new Removal(item.source(), point.withPayload(payload).deleted(), item.index(), true);
    }

    /** What tells the version, so that nothing newer is taken back; nothing if it is not stored. */
    private static Optional<Map<String, Value>> payload(CommerceEvent item) {
      try {
        return Optional.of(Payloads.fromJson(item.json()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
