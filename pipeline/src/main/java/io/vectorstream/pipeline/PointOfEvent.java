package io.vectorstream.pipeline;

import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.pipeline.settings.EmbeddingSettings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/** Makes an event's point: its id from the event's and its item's, its payload the whole event. */
final class PointOfEvent implements SerializableFunction<Embedded<CommerceEvent>, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  private final @Nullable WordsOfEvent words;

  private PointOfEvent(@Nullable WordsOfEvent words) {
    this.words = words;
  }

  /** Points for a collection, with words if it has them. */
  static PointOfEvent in(CollectionSpec collection, EmbeddingSettings embedding) {
    // An entry takes about half of what the same text's vector does.
    return new PointOfEvent(
        CollectionWords.areIn(collection)
            ? new WordsOfEvent(embedding.textFields(), (embedding.cacheMegabytes() + 1) / 2)
            : null);
  }

  @Override
  public QdrantPoint apply(Embedded<CommerceEvent> embedded) {
    CommerceEvent event = embedded.element();
    QdrantPoint point =
        QdrantPoint.withId(
                event
                    .item()
                    .map(item -> PointIds.of(event.eventId(), item))
                    .orElseGet(() -> PointIds.of(event.eventId())))
            .withVector(embedded.vector())
            .withPayload(Payloads.fromJson(event.json()));
    return words == null ? point : words.addTo(point, event);
  }
}
