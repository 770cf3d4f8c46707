package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import java.util.List;

/** The vectors of one call, and what they cost. */
@AutoValue
public abstract class EmbeddingResult {

  /** One vector for each text, in the order given. They may be shared: do not write to them. */
  @SuppressWarnings("AutoValueImmutableFields") // no collection of a library's in the public API
  public abstract List<float[]> vectors();

  /** How many texts this call ran the model for. */
  public abstract int textsEmbedded();

  /**
   * The vectors of a call that ran the model for {@code textsEmbedded} texts, and had the others
   * from a cache, from another call running at the same time, or twice in its list.
   */
  public static EmbeddingResult of(List<float[]> vectors, int textsEmbedded) {
    checkArgument(
        textsEmbedded >= 0 && textsEmbedded <= vectors.size(),
        "%s texts cannot have been embedded for %s vectors",
        textsEmbedded,
        vectors.size());
    return new AutoValue_EmbeddingResult(vectors, textsEmbedded);
  }

  /** How many texts had a vector without this call running the model. */
  public final int cacheHits() {
    return vectors().size() - textsEmbedded();
  }
}
