package io.vectorstream.pipeline;

import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.items.Removal;
import io.vectorstream.pipeline.items.RemoveItems;
import io.vectorstream.pipeline.settings.WriteSettings;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.shared.SerializableConsumer;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** How events' points are written, and those of tombstones deleted, as the settings say. */
final class PointWrites {

  private final QdrantConnection connection;
  private final CollectionSpec collection;
  private final WriteSettings settings;
  private final FinishedRecords finished;
  private final EventReader reader;
  private final PointOfEvent points;
  private final ItemTracker tracker;
  private final OrderOfRecord order;

  /**
   * Writes for a graph.
   *
   * @param finished is told of each record whose point is stored, or gone
   * @param reader how records become events
   * @param points how events become points
   * @param tracker knows of the items under way
   * @param order where records stand
   */
  PointWrites(
      QdrantConnection connection,
      CollectionSpec collection,
      WriteSettings settings,
      FinishedRecords finished,
      EventReader reader,
      PointOfEvent points,
      ItemTracker tracker,
      OrderOfRecord order) {
    this.connection = connection;
    this.collection = collection;
    this.settings = settings;
    this.finished = finished;
    this.reader = reader;
    this.points = points;
    this.tracker = tracker;
    this.order = order;
  }

  QdrantIO.Write<Embedded<CommerceEvent>> ofEvents() {
    ItemTracker told = tracker;
    OrderOfRecord ofRecord = order;
    return write(
        points,
        embedded -> embedded.element().source(),
        embedded -> told.order(embedded.element(), ofRecord.apply(embedded.element().source())),
        embedded -> told.stored(embedded.element()));
  }

  QdrantIO.Write<SourceRecord> ofTombstones() {
    FinishedRecords told = finished;
    return write(new DeletionOfTombstone(reader), tombstone -> tombstone, order, told::add);
  }

  /** Deletes the points that tombstones name, and adds what fails on the way. */
  void delete(PCollection<SourceRecord> tombstones, DeadEnds deadEnds) {
    if (!reader.readsItems()) {
      deadEnds.addLetters(
          tombstones
              .apply("Delete", ofTombstones())
              .rejected()
              .apply("RejectedTombstones", FailureLetters.ofRejected(tombstone -> tombstone)));
      return;
    }
    PCollectionTuple found =
        tombstones.apply(
            "Delete",
            RemoveItems.of(
                reader, tracker, order, connection, collection.name(), settings.maxOutage()));
    deadEnds.addLetters(found.get(RemoveItems.DEAD_LETTERS));
    deadEnds.addRemovals(found.get(RemoveItems.REMOVALS));
  }

  QdrantIO.Write<Removal> ofRemovals() {
    ItemTracker told = tracker;
    OrderOfRecord ofRecord = order;
    return write(
            Removal::deletion,
            Removal::source,
            removal -> told.order(removal, ofRecord.apply(removal.source())),
            told::removed)
        // An item that is taken back has the version that its removal has.
        .withSameVersionDeleted();
  }

  private <T> QdrantIO.Write<T> write(
      SerializableFunction<T, QdrantPoint> pointFunction,
      SerializableFunction<T, SourceRecord> source,
      SerializableFunction<T, SourceOrder> orderOf,
      SerializableConsumer<T> acknowledged) {
    QdrantIO.Write<T> write =
        QdrantIO.writeVia(pointFunction)
            .withConnection(connection)
            .withCollection(collection)
            // The run has asked Qdrant before it began.
            .withoutValidation()
            .withBatchSize(settings.batchSize())
            .withMaxOutage(settings.maxOutage())
            .withOrder(orderOf)
            .withLatencySince(element -> source.apply(element).timestampMillis())
            .withAcknowledged(acknowledged);
    return settings.versionField().map(write::withVersion).orElse(write);
  }
}
