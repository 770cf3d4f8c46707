package io.vectorstream.pipeline;

import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Makes an event's point: its id from the event's and its item's, its payload the whole event. */
final class PointOfEvent implements SerializableFunction<Embedded<CommerceEvent>, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  @Override
  public QdrantPoint apply(Embedded<CommerceEvent> embedded) {
    CommerceEvent event = embedded.element();
    return QdrantPoint.withId(
            event
                .item()
                .map(item -> PointIds.of(event.eventId(), item))
                .orElseGet(() -> PointIds.of(event.eventId())))
        .withVector(embedded.vector())
        .withPayload(Payloads.fromJson(event.json()));
  }
}
