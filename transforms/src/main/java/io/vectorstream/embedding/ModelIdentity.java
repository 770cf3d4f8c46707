package io.vectorstream.embedding;

import java.io.Serializable;
import java.util.Set;

/**
 * What a model's vectors depend on besides the text: vectors can be compared only if all of it is
 * the same, or nearly the same.
 *
 * @param name the model's name, such as {@code all-MiniLM-L6-v2}
 * @param revision a hash of the files that the model was loaded from
 * @param pooling how token vectors become one, such as {@code mean}; {@value #POOLED_BY_MODEL} if
 *     the model itself does it
 * @param normalized whether vectors have length one
 * @param dimension the number of a vector's components
 * @param precision what the model computes with: {@code fp32}, {@code bf16}, {@code fp16} or {@code
 *     int8}
 * @param input what the model is given of a text
 */
public record ModelIdentity(
    String name,
    String revision,
    String pooling,
    boolean normalized,
    int dimension,
    String precision,
    TextInput input)
    implements Serializable {

  /** The pooling of a model that makes one vector of a text by itself: {@value}. */
  public static final String POOLED_BY_MODEL = "model";

  /** A text's vectors in these lie within cosine 0.999 of each other; int8 strays further. */
  private static final Set<String> CLOSE_PRECISIONS = Set.of("fp32", "bf16", "fp16");

  /** A model that is given all of a text, as it is. */
  public ModelIdentity(
      String name,
      String revision,
      String pooling,
      boolean normalized,
      int dimension,
      String precision) {
    this(name, revision, pooling, normalized, dimension, precision, TextInput.WHOLE);
  }

  /** Whether vectors that one model computes in two precisions can be compared. */
  public static boolean areClose(String precision, String other) {
    return precision.equals(other)
        || (CLOSE_PRECISIONS.contains(precision) && CLOSE_PRECISIONS.contains(other));
  }
}
