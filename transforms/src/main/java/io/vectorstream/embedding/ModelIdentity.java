package io.vectorstream.embedding;

/**
 * What makes vectors comparable: two texts' vectors mean something to each other only if both come
 * from models of compatible identity.
 *
 * @param name the model's name, such as {@code all-MiniLM-L6-v2}
 * @param revision a hash of the files that the model was loaded from
 * @param pooling how token vectors become one, such as {@code mean}; {@code model} if the model
 *     itself does it
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

  /** The precision whose vectors stand by themselves. */
  private static final String INT8 = "int8";

  /**
   * Whether vectors of the other model may stand beside this one's. Precisions do not matter as
   * long as their vectors of a text lie within cosine 0.999 of each other, which holds for all but
   * int8.
   */
  public boolean isCompatibleWith(ModelIdentity other) {
    return name.equals(other.name)
        && revision.equals(other.revision)
        && pooling.equals(other.pooling)
        && normalized == other.normalized
        && dimension == other.dimension
        && precision.equals(INT8) == other.precision.equals(INT8);
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
