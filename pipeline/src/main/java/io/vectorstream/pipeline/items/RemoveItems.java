package io.vectorstream.pipeline.items;

import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PatientLookup;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.SourceRecord;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Finds the points that tombstones delete: the event's own, those of its items that are stored, and
 * those that are under way.
 */
public final class RemoveItems extends PTransform<PCollection<SourceRecord>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** The points to delete. */
  public static final TupleTag<Removal> REMOVALS = new TupleTag<>("removals");

  /** The tombstones that name no event. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("deadLetters");

  private final FindFn find;

  private RemoveItems(FindFn find) {
    this.find = find;
  }

  /**
   * Looks into a collection.
   *
   * @param maxOutage how long a store that is away is waited for
   */
  public static RemoveItems of(
      EventReader reader,
      ItemTracker tracker,
      SerializableFunction<SourceRecord, SourceOrder> order,
      QdrantConnection connection,
      String collection,
      Duration maxOutage) {
    return new RemoveItems(new FindFn(reader, tracker, order, connection, collection, maxOutage));
  }

  @Override
  public PCollectionTuple expand(PCollection<SourceRecord> tombstones) {
    PCollectionTuple found =
        tombstones.apply(
            "Find", ParDo.of(find).withOutputTags(REMOVALS, TupleTagList.of(DEAD_LETTERS)));
    found.get(REMOVALS).setCoder(new RemovalCoder());
    found.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    return found;
  }

  private static final class FindFn extends DoFn<SourceRecord, Removal> {

    private static final long serialVersionUID = 1L;

    private final EventReader reader;
    private final ItemTracker tracker;
    private final SerializableFunction<SourceRecord, SourceOrder> order;
    private final QdrantConnection connection;
    private final String collection;
    private final Duration maxOutage;
    private transient PatientLookup points;

    FindFn(
        EventReader reader,
        ItemTracker tracker,
        SerializableFunction<SourceRecord, SourceOrder> order,
        QdrantConnection connection,
        String collection,
        Duration maxOutage) {
      this.reader = reader;
      this.tracker = tracker;
      this.order = order;
      this.connection = connection;
      this.collection = collection;
      this.maxOutage = maxOutage;
    }

    @ProcessElement
    public void find(@Element SourceRecord tombstone, MultiOutputReceiver out)
        throws InterruptedException {
      String eventId;
      try {
        eventId = reader.deletedBy(tombstone);
      } catch (UnreadableEventException e) {
        out.get(DEAD_LETTERS)
            .output(DeadLetter.of(tombstone, "parse", e.getMessage(), e.getClass().getName()));
        return;
      }
      // Before it looks: an item that comes later sees the tombstone, one before is seen here.
      tracker.rememberTombstone(eventId, order.apply(tombstone));
      Set<PointId> ids = new LinkedHashSet<>();
      ids.add(PointIds.of(eventId));
      ids.addAll(tracker.remembered(eventId));
      ids.addAll(points().withText("event_id", PointIds.usualSpellings(eventId)));
      tracker.beginRemoving(tombstone, ids.size());
      int index = 0;
      for (PointId id : ids) {
        out.get(REMOVALS)
            .output(new Removal(tombstone, QdrantPoint.withId(id).deleted(), index++, false));
      }
    }

    private PatientLookup points() {
      if (points == null) {
        points = new PatientLookup(connection, collection, maxOutage);
      }
      return points;
    }

    @Teardown
    public void close() {
      if (points != null) {
        points.close();
        points = null;
      }
    }
  }
}
