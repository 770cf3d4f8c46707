package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkState;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What {@link QdrantIO} did with its elements: the point of each was written or rejected. */
public final class WriteResult<T> implements POutput {

  private final PCollectionTuple outputs;
  private final TupleTag<Rejected<T>> rejectedTag;
  private final TupleTag<PointId> writtenTag;

  WriteResult(
      PCollectionTuple outputs, TupleTag<Rejected<T>> rejectedTag, TupleTag<PointId> writtenTag) {
    this.outputs = outputs;
    this.rejectedTag = rejectedTag;
    this.writtenTag = writtenTag;
  }

  /** The elements that became no point, with the reason. */
  public PCollection<Rejected<T>> rejected() {
    return outputs.get(rejectedTag);
  }

  /**
   * The ids of the points that Qdrant has acknowledged as applied or deleted, one for each element.
   * An element that a newer one of the same id superseded counts as well.
   *
   * @throws IllegalStateException without {@link QdrantIO.Write#withWrittenOutput()}
   */
  public PCollection<PointId> written() {
    checkState(outputs.has(writtenTag), "written ids are emitted only withWrittenOutput()");
    return outputs.get(writtenTag);
  }

  @Override
  public Pipeline getPipeline() {
    return outputs.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return outputs.expand();
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
