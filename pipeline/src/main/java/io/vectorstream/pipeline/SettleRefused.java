package io.vectorstream.pipeline;

import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.items.Removal;
import io.vectorstream.qdrant.Rejected;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Settles removals that are refused before they are sent, since the item's version cannot be read:
 * the item was refused for the same reason, and there is nothing of it to remove.
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
    if (!refused.element().ofItem()) {
      throw new IllegalStateException(
          "a point could not be deleted for " + refused.element() + ": " + refused.reason());
    }
    tracker.removed(refused.element());
  }
}
