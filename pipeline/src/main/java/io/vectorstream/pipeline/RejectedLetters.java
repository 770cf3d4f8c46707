package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.qdrant.Rejected;
import io.vectorstream.source.SourceRecord;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Makes dead letters of what Qdrant did not take. */
final class RejectedLetters<T>
    extends PTransform<PCollection<Rejected<T>>, PCollection<DeadLetter>> {

  private static final long serialVersionUID = 1L;

  private final SerializableFunction<T, SourceRecord> source;

  private RejectedLetters(SerializableFunction<T, SourceRecord> source) {
    this.source = source;
  }

  /**
   * The letters about elements.
   *
   * @param source the record that an element comes from
   */
  static <T> RejectedLetters<T> of(SerializableFunction<T, SourceRecord> source) {
    return new RejectedLetters<>(source);
  }

  @Override
  public PCollection<DeadLetter> expand(PCollection<Rejected<T>> rejected) {
    SerializableFunction<T, SourceRecord> recordOf = source;
    return rejected
        .apply(
            MapElements.into(TypeDescriptor.of(DeadLetter.class))
                .via(
                    rejection ->
                        DeadLetter.of(
                            recordOf.apply(rejection.element()),
                            "write",
                            rejection.reason(),
                            rejection.exceptionClass())))
        .setCoder(DeadLetterCoder.of());
  }
}
