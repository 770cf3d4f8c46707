package io.vectorstream.pipeline;

import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.QdrantPoint;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Makes an event's point: its id from the event's, its payload the whole event. */
final class PointOfEvent implements SerializableFunction<Embedded<CommerceEvent>, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  @Override
  public QdrantPoint apply(Embedded<CommerceEvent> embedded) {
    return QdrantPoint.withId(embedded.element().eventId())
        .withVector(embedded.vector())
        .withPayload(Payloads.fromJson(embedded.element().json()));
  }
}
