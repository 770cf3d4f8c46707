package io.vectorstream.qdrant.collection;

import com.google.common.base.Joiner;
import com.google.common.collect.Maps;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether an existing collection can be used as the specified one. */
final class CollectionFit {

  private final CollectionSpec spec;
  private final CollectionInfo info;

  CollectionFit(CollectionSpec spec, CollectionInfo info) {
    this.spec = spec;
    this.info = info;
  }

  /**
   * Refuses a collection that does not fit.
   *
   * @throws UnfitCollectionException in one sentence with all that differs
   */
  void check() {
    List<String> misfits = misfits();
    missingSparseVectors()
        .keySet()
        .forEach(name -> misfits.add("no sparse vector \"" + name + "\""));
    refuse(misfits);
  }

  /** Refuses a collection that does not fit, even if it is given what it lacks. */
  void checkBesidesMissingSparseVectors() {
    refuse(misfits());
  }

  private void refuse(List<String> misfits) {
    if (!misfits.isEmpty()) {
      throw new UnfitCollectionException(
          "The collection \""
              + spec.name()
              + "\" does not fit: "
              + Joiner.on("; ").join(misfits)
              + ": choose another collection or delete this one");
    }
  }

  /** The differences that change what is stored or found; none if it fits. */
  private List<String> misfits() {
    List<String> misfits = new ArrayList<>();
    Map<String, VectorParams> found = vectors(info);
    if (!found.keySet().equals(spec.vectors().keySet())) {
      misfits.add(names(found.keySet()) + ", wanted " + names(spec.vectors().keySet()));
    }
    spec.vectors()
        .forEach(
            (name, wanted) -> {
              if (found.containsKey(name)) {
                addMisfits(misfits, name, found.get(name), wanted);
              }
            });
    spec.sparseVectors()
        .forEach(
            (name, wanted) -> {
              SparseVectorParams existing = sparseVectors(info).get(name);
              if (existing != null && existing.getModifier() != wanted.modifier()) {
                misfits.add(
                    String.format(
                        "modifier of \"%s\" %s, wanted %s",
                        name, existing.getModifier(), wanted.modifier()));
              }
            });
    for (PayloadIndex index : spec.payloadIndexes()) {
      PayloadSchemaInfo existing = info.getPayloadSchemaMap().get(index.field());
      if (existing != null && existing.getDataType() != index.type()) {
        misfits.add(
            String.format(
                "payload index on \"%s\" of type %s, wanted %s",
                index.field(), existing.getDataType(), index.type()));
      }
    }
    return misfits;
  }

  /** The indexes that the collection lacks. */
  List<PayloadIndex> missingIndexes() {
    return spec.payloadIndexes().stream()
        .filter(index -> !info.getPayloadSchemaMap().containsKey(index.field()))
        .toList();
  }

  /** The sparse vectors that the collection lacks, by name. */
  Map<String, SparseVectorSpec> missingSparseVectors() {
    return Maps.filterKeys(spec.sparseVectors(), name -> !sparseVectors(info).containsKey(name));
  }

  /** The dense vectors that a collection has, by name. */
  static Map<String, VectorParams> vectors(CollectionInfo info) {
    VectorsConfig vectors = info.getConfig().getParams().getVectorsConfig();
    return vectors.hasParams()
        ? Map.of(CollectionSpec.UNNAMED, vectors.getParams())
        : vectors.getParamsMap().getMapMap();
  }

  /** The sparse vectors that a collection has, by name. */
  static Map<String, SparseVectorParams> sparseVectors(CollectionInfo info) {
    return info.getConfig().getParams().getSparseVectorsConfig().getMapMap();
  }

  private static void addMisfits(
      List<String> misfits, String name, VectorParams found, VectorSpec wanted) {
    String vector = name.equals(CollectionSpec.UNNAMED) ? "" : "of \"" + name + "\" ";
    if (found.getSize() != wanted.size()) {
      misfits.add("vector size " + vector + found.getSize() + ", wanted " + wanted.size());
    }
    if (found.getDistance() != wanted.distance()) {
      misfits.add("distance " + vector + found.getDistance() + ", wanted " + wanted.distance());
    }
    // Bytes cannot hold the fractions that vectors consist of, and zeros would be stored.
    if (found.getDatatype() == Datatype.Uint8) {
      misfits.add("components " + vector + found.getDatatype() + ", wanted " + Datatype.Float32);
    }
  }

  private static String names(Set<String> names) {
    if (names.isEmpty()) {
      return "no dense vectors";
    }
    if (names.contains(CollectionSpec.UNNAMED)) {
      return "a single vector without a name";
    }
    return "vectors named \"" + Joiner.on("\", \"").join(new TreeSet<>(names)) + "\"";
  }
}
