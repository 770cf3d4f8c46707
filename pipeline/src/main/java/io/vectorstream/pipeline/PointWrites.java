package io.vectorstream.pipeline;

import io.vectorstream.deadletter.PlaceHeaders;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.pipeline.settings.WriteSettings;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** How events' points are written, and those of tombstones deleted, as the settings say. */
final class PointWrites {

  private final QdrantConnection connection;
  private final CollectionSpec collection;
  private final WriteSettings settings;
  private final FinishedRecords finished;

  /**
   * Writes for a graph.
   *
   * @param finished is told of each record whose point is stored, or gone
   */
  PointWrites(
      QdrantConnection connection,
      CollectionSpec collection,
      WriteSettings settings,
      FinishedRecords finished) {
    this.connection = connection;
    this.collection = collection;
    this.settings = settings;
    this.finished = finished;
  }

  QdrantIO.Write<Embedded<CommerceEvent>> ofEvents() {
    return write(new PointOfEvent(), embedded -> embedded.element().source());
  }

  QdrantIO.Write<SourceRecord> ofTombstones() {
    return write(new DeletionOfTombstone(), tombstone -> tombstone);
  }

  private <T> QdrantIO.Write<T> write(
      SerializableFunction<T, QdrantPoint> pointFunction,
      SerializableFunction<T, SourceRecord> source) {
    FinishedRecords told = finished;
    QdrantIO.Write<T> write =
        QdrantIO.writeVia(pointFunction)
            .withConnection(connection)
            .withCollection(collection)
            // The run has asked Qdrant before it began.
            .withoutValidation()
            .withBatchSize(settings.batchSize())
            .withMaxOutage(settings.maxOutage())
            .withOrder(element -> order(source.apply(element)))
            .withLatencySince(element -> source.apply(element).timestampMillis())
            .withAcknowledged(element -> told.add(source.apply(element)));
    return settings.versionField().map(write::withVersion).orElse(write);
  }

  /**
   * Events of an id overtake each other in batches of their own, and tombstones all of them. A copy
   * of a record, sent to the topic again, is no news behind what came after its original.
   */
  static SourceOrder order(SourceRecord record) {
    RecordPlace original =
        new RecordPlace(record.topic(), record.partition(), record.offset())
            .original(PlaceHeaders.read(record.headers()));
    return new SourceOrder(
        original.topic(), original.partition(), original.offset(), record.timestampMillis());
  }
}
