package io.vectorstream.qdrant.collection;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How Qdrant makes smaller copies of the vectors, which a search looks through first. */
@AutoValue
public abstract class Quantization implements Serializable {

  private static final long serialVersionUID = 1L;

  enum Type {
    SCALAR,
    BINARY
  }

  abstract Type type();

  abstract @Nullable Float quantile();

  abstract boolean alwaysRam();

  /** One byte for a component: a quarter of the memory for nearly the same results. */
  public static Quantization scalar() {
    return new AutoValue_Quantization(Type.SCALAR, null, false);
  }

  /** One bit for a component: for vectors of about 1,000 components and more. */
  public static Quantization binary() {
    return new AutoValue_Quantization(Type.BINARY, null, false);
  }

  /**
   * Leaves the outermost components out of the range that a byte stands for, so that the others
   * keep more of their value.
   *
   * @param quantile the share that is kept, 0.5 to 1; by default Qdrant decides
   * @throws IllegalStateException if this is not scalar quantization
   */
  public Quantization withQuantile(float quantile) {
    checkState(type() == Type.SCALAR, "only scalar quantization takes a quantile");
    checkArgument(
        quantile >= 0.5f && quantile <= 1, "quantile has to be from 0.5 to 1, it is %s", quantile);
    return new AutoValue_Quantization(type(), quantile, alwaysRam());
  }

  /** Keeps the copies in memory also where the vectors stay on disk. Not by default. */
  public Quantization withAlwaysRam() {
    return new AutoValue_Quantization(type(), quantile(), true);
  }

  /** What a user needs to tell one from another, such as {@code scalar}. */
  @Override
  public final String toString() {
    return type().name().toLowerCase(Locale.ROOT)
        + (quantile() == null ? "" : " of quantile " + quantile())
        + (alwaysRam() ? " always in memory" : "");
  }
}
