package io.vectorstream.qdrant;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What {@link QdrantIO#write()} did with its elements; each is in one of the two collections. */
public final class WriteResult<T> implements POutput {

  private final Pipeline pipeline;
  private final TupleTag<T> writtenTag;
  private final PCollection<T> written;
  private final TupleTag<Rejected<T>> rejectedTag;
  private final PCollection<Rejected<T>> rejected;

  WriteResult(
      Pipeline pipeline,
      TupleTag<T> writtenTag,
      PCollection<T> written,
      TupleTag<Rejected<T>> rejectedTag,
      PCollection<Rejected<T>> rejected) {
    this.pipeline = pipeline;
    this.writtenTag = writtenTag;
    this.written = written;
    this.rejectedTag = rejectedTag;
    this.rejected = rejected;
  }

  /** The elements whose points Qdrant has acknowledged as applied. */
  public PCollection<T> written() {
    return written;
  }

  /** The elements that became no point, with the reason. */
  public PCollection<Rejected<T>> rejected() {
    return rejected;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(writtenTag, written, rejectedTag, rejected);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
