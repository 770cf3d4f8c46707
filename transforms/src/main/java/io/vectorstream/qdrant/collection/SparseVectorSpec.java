package io.vectorstream.qdrant.collection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.qdrant.client.grpc.Collections.Modifier;
import java.io.Serializable;

/** What the sparse vectors of one name in a collection are. They are compared by dot product. */
@AutoValue
public abstract class SparseVectorSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What Qdrant does to the values of a query before it compares. */
  public abstract Modifier modifier();

  /** Sparse vectors whose values count as they are. */
  public static SparseVectorSpec create() {
    return new AutoValue_SparseVectorSpec(Modifier.None);
  }

  /**
   * Has Qdrant weigh the values of a query: {@code None} by default; {@code Idf} multiplies each by
   * the inverse document frequency of its index, so that what is rare in the collection counts
   * more. Qdrant can do that since 1.10.
   */
  public SparseVectorSpec withModifier(Modifier modifier) {
    checkArgument(
        modifier != Modifier.UNRECOGNIZED, "modifier has to be None or Idf, it is %s", modifier);
    return new AutoValue_SparseVectorSpec(modifier);
  }

  /** What a user needs to tell one from another, such as {@code sparse Idf}. */
  @Override
  public final String toString() {
    return modifier() == Modifier.None ? "sparse" : "sparse " + modifier();
  }
}
