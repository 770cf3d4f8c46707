package io.vectorstream.qdrant.collection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.qdrant.client.grpc.Collections.Distance;
import java.io.Serializable;

/** What the vectors of a collection are, or those of one name in it. */
@AutoValue
public abstract class VectorSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The most components that Qdrant takes. */
  public static final int SIZE_MAX = 65_536;

  /** How many components a vector has. */
  public abstract int size();

  /** How vectors are compared. */
  public abstract Distance distance();

  /** Whether the vectors stay on disk, and not in memory as well. */
  public abstract boolean onDisk();

  /**
   * Vectors of this many components, 1 to 65,536, compared by cosine and kept in memory.
   *
   * @throws IllegalArgumentException if the size is out of range
   */
  public static VectorSpec of(int size) {
    checkArgument(
        size >= 1 && size <= SIZE_MAX,
        "vector size has to be from 1 to %s, it is %s",
        SIZE_MAX,
        size);
    return new AutoValue_VectorSpec(size, Distance.Cosine, false);
  }

  /**
   * Compares vectors by {@code Cosine}, {@code Dot}, {@code Euclid} or {@code Manhattan}; Cosine by
   * default. Under Cosine, Qdrant scales every vector to length one when it is written.
   */
  public VectorSpec withDistance(Distance distance) {
    checkArgument(
        distance != Distance.UnknownDistance && distance != Distance.UNRECOGNIZED,
        "distance has to be Cosine, Dot, Euclid or Manhattan, it is %s",
        distance);
    return new AutoValue_VectorSpec(size(), distance, onDisk());
  }

  /** Keeps the vectors on disk: less memory, slower searches. Not by default. */
  public VectorSpec withOnDisk() {
    return new AutoValue_VectorSpec(size(), distance(), true);
  }

  /** What a user needs to tell one from another, such as {@code 384 Cosine}. */
  @Override
  public final String toString() {
    return size() + " " + distance() + (onDisk() ? " on disk" : "");
  }
}
