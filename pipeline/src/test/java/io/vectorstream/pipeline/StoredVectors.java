package io.vectorstream.pipeline;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vectors of a point that is read from the store. */
final class StoredVectors {

  private StoredVectors() {}

  /** The dense one, which has a name, the empty one, where others stand beside it. */
  static List<Float> dense(RetrievedPoint point) {
    VectorsOutput vectors = point.getVectors();
    return (vectors.hasVectors() ? vectors.getVectors().getVectorsOrThrow("") : vectors.getVector())
        .getDense()
        .getDataList();
  }

  /** The words, a value for each index; none if it has no words. */
  static Map<Integer, Float> words(RetrievedPoint point) {
    SparseVector sparse =
        point
            .getVectors()
            .getVectors()
            .getVectorsOrDefault("words", VectorOutput.getDefaultInstance())
            .getSparse();
    Map<Integer, Float> words = new HashMap<>();
    for (int place = 0; place < sparse.getIndicesCount(); place++) {
      words.put(sparse.getIndices(place), sparse.getValues(place));
    }
    return words;
  }
}
