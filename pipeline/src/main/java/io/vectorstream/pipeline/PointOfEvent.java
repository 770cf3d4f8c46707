package io.vectorstream.pipeline;

import io.vectorstream.embedding.EmbeddedEvent;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.QdrantPoint;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Makes an event's point: its id from the event's, its payload the whole event. */
final class PointOfEvent implements SerializableFunction<EmbeddedEvent, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  @Override
  public QdrantPoint apply(EmbeddedEvent embedded) {
    return QdrantPoint.withId(embedded.event().eventId())
        .withVector(embedded.vector())
        .withPayload(Payloads.fromJson(embedded.event().json()));
  }
}
