package io.vectorstream.embedding;

import java.util.Set;

/**
 * What makes vectors comparable: two texts' vectors mean something to each other only if both come
 * from models of compatible identity.
 *
 * @param name the model's name, such as {@code all-MiniLM-L6-v2}
 * @param revision a hash of the files that the model was loaded from
 * @param pooling how token vectors become one, such as {@code mean}; {@value #POOLED_BY_MODEL} if
 *     the model itself does it
 * @param normalized whether vectors have length one
 * @param dimension the number of a vector's components
 * @param precision what the model computes with: {@code fp32}, {@code bf16}, {@code fp16} or {@code
 *     int8}
 */
public record ModelIdentity(
    String name,
    String revision,
    String pooling,
    boolean normalized,
    int dimension,
    String precision) {

  /** The pooling of a model that makes one vector of a text by itself: {@value}. */
  public static final String POOLED_BY_MODEL = "model";

  /** A text's vectors in these lie within cosine 0.999 of each other; int8 strays further. */
  private static final Set<String> CLOSE_PRECISIONS = Set.of("fp32", "bf16", "fp16");

  /**
   * Whether vectors of the other model may stand beside this one's: everything has to be the same
   * but for the precision, where {@code fp32}, {@code bf16} and {@code fp16} go together.
   */
  public boolean isCompatibleWith(ModelIdentity other) {
    return name.equals(other.name)
        && revision.equals(other.revision)
        && pooling.equals(other.pooling)
        && normalized == other.normalized
        && dimension == other.dimension
        && isClose(other.precision);
  }

  private boolean isClose(String otherPrecision) {
    return precision.equals(otherPrecision)
        || (CLOSE_PRECISIONS.contains(precision) && CLOSE_PRECISIONS.contains(otherPrecision));
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return String.format(
        "%s (revision %s, %s pooling, %s, %d components, %s)",
        name,
        revision,
        pooling,
        normalized ? "normalized" : "not normalized",
        dimension,
        precision);
  }
}
