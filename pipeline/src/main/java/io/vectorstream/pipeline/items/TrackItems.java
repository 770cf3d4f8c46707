package io.vectorstream.pipeline.items;

import io.vectorstream.event.CommerceEvent;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;

/** Takes note of items before they go their ways; those that a later tombstone deletes go none. */
public final class TrackItems
    extends PTransform<PCollection<CommerceEvent>, PCollection<CommerceEvent>> {

  private static final long serialVersionUID = 1L;

  private final ItemTracker tracker;
  private final SerializableFunction<SourceRecord, SourceOrder> order;

  private TrackItems(ItemTracker tracker, SerializableFunction<SourceRecord, SourceOrder> order) {
    this.tracker = tracker;
    this.order = order;
  }

  /**
   * Notes for a tracker.
   *
   * @param order tells which of two records is later
   */
  public static TrackItems with(
      ItemTracker tracker, SerializableFunction<SourceRecord, SourceOrder> order) {
    return new TrackItems(tracker, order);
  }

  @Override
  public PCollection<CommerceEvent> expand(PCollection<CommerceEvent> events) {
    return events.apply("Track", ParDo.of(new TrackFn(tracker, order))).setCoder(events.getCoder());
  }

  private static final class TrackFn extends DoFn<CommerceEvent, CommerceEvent> {

    private static final long serialVersionUID = 1L;

    private final ItemTracker tracker;
    private final SerializableFunction<SourceRecord, SourceOrder> order;

    TrackFn(ItemTracker tracker, SerializableFunction<SourceRecord, SourceOrder> order) {
      this.tracker = tracker;
      this.order = order;
    }

    @ProcessElement
    public void track(@Element CommerceEvent event, OutputReceiver<CommerceEvent> out) {
      if (event.items() > 0) {
        if (event.index() == 0) {
          tracker.begin(event.source(), event.items());
        }
        tracker.remember(event.eventId(), PointIds.of(event.eventId(), event.item().orElseThrow()));
        if (tracker.isDeleted(event.eventId(), order.apply(event.source()))) {
          tracker.stored(event);
          return;
        }
      }
      out.output(event);
    }
  }
}
