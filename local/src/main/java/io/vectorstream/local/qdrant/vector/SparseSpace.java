package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.vectorstream.local.qdrant.grpc.Failures;

/**
 * What the sparse vectors of one name have in common.
 *
 * @param idf whether a value of a query weighs the more, the fewer vectors have its index
 */
public record SparseSpace(boolean idf) {

  static SparseSpace of(SparseVectorParams params) {
    Datatype datatype = params.getIndex().getDatatype();
    Failures.refuseIf(
        datatype != Datatype.Default && datatype != Datatype.Float32,
        "sparse vectors of the datatype " + datatype);
    return switch (params.getModifier()) {
      case None -> new SparseSpace(false);
      case Idf -> new SparseSpace(true);
      case UNRECOGNIZED -> throw Failures.wrongInput("unknown modifier");
    };
  }

  /** What an index weighs that so many of all the vectors have. */
  public static float idf(long vectors, long having) {
    float with = having + 0.5f;
    float without = vectors - having + 0.5f;
    return (float) Math.log(without / with + 1);
  }
}
