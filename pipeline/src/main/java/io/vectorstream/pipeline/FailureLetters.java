package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.embedding.Unembeddable;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.qdrant.Rejected;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Makes dead letters of what a stage reports as failed. */
final class FailureLetters<T> extends PTransform<PCollection<T>, PCollection<DeadLetter>> {

  private static final long serialVersionUID = 1L;

  private final SerializableFunction<T, DeadLetter> letter;

  private FailureLetters(SerializableFunction<T, DeadLetter> letter) {
    this.letter = letter;
  }

  /** The letters about events that have no vector. */
  static FailureLetters<Unembeddable<CommerceEvent>> ofUnembeddable() {
    return new FailureLetters<>(
        failure ->
            DeadLetter.of(
                failure.element().source(), "embed", failure.reason(), failure.exceptionClass()));
  }

  /**
   * The letters about elements that Qdrant did not take.
   *
   * @param source the record that an element comes from
   */
  static <T> FailureLetters<Rejected<T>> ofRejected(SerializableFunction<T, SourceRecord> source) {
    return new FailureLetters<>(
        failure ->
            DeadLetter.of(
                source.apply(failure.element()),
                "write",
                failure.reason(),
                failure.exceptionClass()));
  }

  /** What makes one of them. */
  SerializableFunction<T, DeadLetter> function() {
    return letter;
  }

  @Override
  public PCollection<DeadLetter> expand(PCollection<T> failures) {
    return failures
        .apply(MapElements.into(TypeDescriptor.of(DeadLetter.class)).via(letter))
        .setCoder(DeadLetterCoder.of());
  }
}
