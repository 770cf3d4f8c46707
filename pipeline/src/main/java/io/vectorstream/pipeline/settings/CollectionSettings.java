package io.vectorstream.pipeline.settings;

import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;

/**
 * The collection that points go to. How long its vectors are is the model's business.
 *
 * @param spec the collection, for vectors of any length
 * @param onDiskVectors whether the vectors stay on disk
 * @param hybrid whether words are written beside the vectors
 */
public record CollectionSettings(CollectionSpec spec, boolean onDiskVectors, HybridMode hybrid) {

  /** Its name. */
  public String name() {
    return spec.name();
  }

  /** The collection for vectors of a length, compared by cosine. */
  public CollectionSpec forDimension(int dimension) {
    VectorSpec vector = VectorSpec.of(dimension);
    return spec.withVector(onDiskVectors ? vector.withOnDisk() : vector);
  }
}
