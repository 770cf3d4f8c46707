package io.vectorstream.qdrant.write;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.EncodedPoint;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.PointMessages;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SparseVector;
import java.util.Map;

/**
 * A point with nothing wrong in it. If the collection takes it, the points that it refuses are at
 * fault themselves. The probe is deleted again at once. Its id is always the same, so that one
 * which could not be deleted, or which a killed process has left behind, can be deleted later.
 */
final class ProbePoint {

  /** The id of every probe. */
  static final PointId ID = PointIds.of("0b1a61f5-5c0e-4f0c-9a59-6d1f2f6c3a70");

  private final CollectionSpec collection;

  /** A probe for a collection, with a vector for each of its names. */
  ProbePoint(CollectionSpec collection) {
    this.collection = collection;
  }

  /** The probe, sent the way that another point is. */
  <T> PendingPoint<T> inPlaceOf(PendingPoint<T> other) {
    return other.of(point());
  }

  private EncodedPoint point() {
    QdrantPoint probe = QdrantPoint.withId(ID);
    for (Map.Entry<String, VectorSpec> vector : collection.vectors().entrySet()) {
      float[] components = new float[vector.getValue().size()];
      components[0] = 1;
      probe = probe.withVector(vector.getKey(), components);
    }
    for (String name : collection.sparseVectors().keySet()) {
      probe = probe.withSparseVector(name, SparseVector.of(new int[] {0}, new float[] {1}));
    }
    return new PointMessages()
        .encode(
            probe.withPayload(
                Map.of("probe", ValueFactory.value("Written to be deleted at once."))));
  }
}
