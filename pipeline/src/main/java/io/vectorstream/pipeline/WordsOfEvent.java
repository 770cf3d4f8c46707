package io.vectorstream.pipeline;

import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.TextFields;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.words.RememberedWords;
import java.io.Serializable;

/** Gives an event's point the words of the text that is embedded. */
final class WordsOfEvent implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TextFields textFields;
  private final RememberedWords words;

  /**
   * The words of some fields of events.
   *
   * @param megabytes how much of texts and their words each worker process remembers
   */
  WordsOfEvent(TextFields textFields, int megabytes) {
    this.textFields = textFields;
    this.words = RememberedWords.ofProcess(megabytes);
  }

  /** The point with its words; of a text that has none, the point as it is. */
  QdrantPoint addTo(QdrantPoint point, CommerceEvent event) {
    SparseVector vector = words.of(textFields.apply(event));
    return vector.size() == 0 ? point : point.withSparseVector(CollectionWords.VECTOR, vector);
  }
}
