package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.vector.SparseNumbers;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a point's vectors an answer carries. */
final class VectorSelection {
  private final VectorSpaces spaces;
  private final boolean enabled;
  private final Collection<String> names;

  private VectorSelection(VectorSpaces spaces, boolean enabled, Collection<String> names) {
    this.spaces = spaces;
    this.enabled = enabled;
    this.names = names;
  }

  static VectorSelection of(VectorSpaces spaces, WithVectorsSelector selector) {
    if (selector.hasInclude()) {
      return new VectorSelection(spaces, true, selector.getInclude().getNamesList());
    }
    return selector.getEnable()
        ? new VectorSelection(spaces, true, spaces.names())
        : new VectorSelection(spaces, false, List.of());
  }

  /**
   * The vectors of this point, which may lack some. That a name is none of the collection's shows,
   * as in Qdrant, when there is a point to look it up in.
   */
  Optional<VectorsOutput> of(SegmentPoints at) throws IOException {
    if (!enabled) {
      return Optional.empty();
    }
    Map<String, VectorOutput> vectors = new LinkedHashMap<>();
    for (String name : names) {
      if (spaces.isSparse(name)) {
        at.sparseVector(name).ifPresent(numbers -> vectors.put(name, output(numbers)));
      } else {
        at.denseVector(name).ifPresent(numbers -> vectors.put(name, output(numbers)));
      }
    }
    VectorsOutput.Builder answer = VectorsOutput.newBuilder();
    if (vectors.size() == 1 && vectors.containsKey(VectorSpaces.UNNAMED)) {
      return Optional.of(answer.setVector(vectors.get(VectorSpaces.UNNAMED)).build());
    }
    return Optional.of(
        answer.setVectors(NamedVectorsOutput.newBuilder().putAllVectors(vectors)).build());
  }

  @SuppressWarnings("deprecation") // clients read the old field or the new one
  private static VectorOutput output(float[] numbers) {
    VectorOutput.Builder vector = VectorOutput.newBuilder();
    DenseVector.Builder dense = DenseVector.newBuilder();
    for (float number : numbers) {
      vector.addData(number);
      dense.addData(number);
    }
    return vector.setDense(dense).build();
  }

  @SuppressWarnings("deprecation") // clients read the old fields or the new one
  private static VectorOutput output(SparseNumbers numbers) {
    VectorOutput.Builder vector = VectorOutput.newBuilder();
    SparseVector.Builder sparse = SparseVector.newBuilder();
    for (int place = 0; place < numbers.size(); place++) {
      sparse.addIndices(numbers.index(place)).addValues(numbers.value(place));
    }
    return vector
        .addAllData(sparse.getValuesList())
        .setIndices(SparseIndices.newBuilder().addAllData(sparse.getIndicesList()))
        .setSparse(sparse)
        .build();
  }
}
