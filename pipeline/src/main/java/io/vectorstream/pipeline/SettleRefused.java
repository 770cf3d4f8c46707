package io.vectorstream.pipeline;

import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.items.Removal;
import io.vectorstream.qdrant.Rejected;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Settles removals that are refused before they are sent, since the item's version cannot be read:
 * the item was refused for the same reason, and there is nothing of it to remove. A removal that
 * Qdrant refuses is not done, and the item may be stored: the bundle fails, to be tried again.
 */
final class SettleRefused extends DoFn<Rejected<Removal>, Void> {

  private static final long serialVersionUID = 1L;

  private final ItemTracker tracker;

  private SettleRefused(ItemTracker tracker) {
    this.tracker = tracker;
  }

  static ParDo.SingleOutput<Rejected<Removal>, Void> by(ItemTracker tracker) {
    return ParDo.of(new SettleRefused(tracker));
  }

  @ProcessElement
  public void settle(@Element Rejected<Removal> refused) {
    if (!refused.element().ofItem() || !isUnsent(refused)) {
      SourceRecord record = refused.element().source();
      throw new IllegalStateException(
          "a point could not be deleted for the record at offset %s of %s-%s: %s"
              .formatted(record.offset(), record.topic(), record.partition(), refused.reason()));
    }
    tracker.removed(refused.element());
  }

  /** Whether what is wrong was found before it was sent, as {@code QdrantIO} says it. */
  private static boolean isUnsent(Rejected<?> refused) {
    return IllegalArgumentException.class.getName().equals(refused.exceptionClass());
  }
}
