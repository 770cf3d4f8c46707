package io.vectorstream.pipeline;

import io.vectorstream.embedding.EmbeddedEvent;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.SourceRecord;
import java.time.Duration;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** How events' points are written, and those of tombstones deleted, as the options say. */
final class PointWrites {

  private final VectorStreamOptions options;
  private final ModelIdentity model;
  private final FinishedRecords finished;

  /**
   * Writes for a graph.
   *
   * @param finished is told of each record whose point is stored, or gone
   */
  PointWrites(VectorStreamOptions options, ModelIdentity model, FinishedRecords finished) {
    this.options = options;
    this.model = model;
    this.finished = finished;
  }

  QdrantIO.Write<EmbeddedEvent> ofEvents() {
    return write(new PointOfEvent(), embedded -> embedded.event().source());
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
            .withConnection(ConnectionOfOptions.connection(options))
            .withCollection(CollectionOfOptions.specForWorkers(options, model))
            .withMaxOutage(Duration.ofMillis(options.getQdrantMaxOutage()))
            .withOrder(element -> order(source.apply(element)))
            .withLatencySince(element -> source.apply(element).timestampMillis())
            .withAcknowledged(element -> told.add(source.apply(element)));
    return options.getVersionField() == null ? write : write.withVersion(options.getVersionField());
  }

  /** Events of an id overtake each other in batches of their own, and tombstones all of them. */
  private static SourceOrder order(SourceRecord record) {
    return new SourceOrder(
        record.topic(), record.partition(), record.offset(), record.timestampMillis());
  }
}
