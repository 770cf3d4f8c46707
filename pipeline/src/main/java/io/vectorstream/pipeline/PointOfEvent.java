package io.vectorstream.pipeline;

import io.vectorstream.embedding.Embedded;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.pipeline.settings.EmbeddingSettings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.words.RememberedWords;
import io.vectorstream.words.TextWords;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event's point: its id from the event's and its item's, its payload the whole event, and
 * beside the vector of its text the words of it, if the collection has words.
 */
final class PointOfEvent implements SerializableFunction<Embedded<CommerceEvent>, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  private final @Nullable RememberedWords words;

  private PointOfEvent(@Nullable RememberedWords words) {
    this.words = words;
  }

  /** Points for a collection. */
  static PointOfEvent in(CollectionSpec collection, EmbeddingSettings embedding) {
    // The words of a text take about half of what its vector does.
    int megabytes = (embedding.cacheMegabytes() + 1) / 2;
    return new PointOfEvent(
        CollectionWords.areIn(collection) ? RememberedWords.ofProcess(megabytes) : null);
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
    return words == null ? point : withWords(point, words.of(embedded.text()));
  }

  /** A text without a letter and a digit has none. */
  private static QdrantPoint withWords(QdrantPoint point, SparseVector words) {
    return words.size() == 0 ? point : point.withSparseVector(TextWords.VECTOR, words);
  }
}
