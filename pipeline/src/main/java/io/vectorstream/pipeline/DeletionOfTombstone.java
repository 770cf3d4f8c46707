package io.vectorstream.pipeline;

import io.vectorstream.event.EventReader;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Deletes the point of the event that a tombstone names. */
final class DeletionOfTombstone implements SerializableFunction<SourceRecord, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  private final EventReader reader;

  DeletionOfTombstone(EventReader reader) {
    this.reader = reader;
  }

  /**
   * The deletion.
   *
   * @throws IllegalArgumentException if it names none
   */
  @Override
  public QdrantPoint apply(SourceRecord tombstone) {
    try {
      return QdrantPoint.withId(reader.deletedBy(tombstone)).deleted();
    } catch (UnreadableEventException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
