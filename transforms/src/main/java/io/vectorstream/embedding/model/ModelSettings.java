package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;

/**
 * How a model is used: what its files say, overruled by what the user says.
 *
 * @param maxLength the most tokens of a text that reach the model, the special ones included
 * @param pooling how token vectors become one, where the model itself does not do it
 * @param normalize whether vectors are scaled to length one
 * @param tokenTypes whether the model is given token types, all zero, as a third input
 * @param prefix what is put before every text; empty for nothing
 */
public record ModelSettings(
    int maxLength, Pooling pooling, boolean normalize, boolean tokenTypes, String prefix) {

  /** sentence-transformers' length for the built-in model, and a common one. */
  private static final int DEFAULT_MAX_LENGTH = 256;

  /** Attention over more tokens than this would take gigabytes. */
  private static final int MAX_LENGTH_LIMIT = 1 << 16;

  /** The settings of a model in a folder. */
  public static ModelSettings of(ModelFolder folder, ModelSpec spec) {
    return new ModelSettings(
        maxLength(folder, spec),
        spec.pooling() == null ? Pooling.MEAN : spec.pooling(),
        spec.normalize() == null || spec.normalize(),
        spec.tokenTypes() == null
            ? Boolean.parseBoolean(folder.properties().getProperty("includeTokenTypes"))
            : spec.tokenTypes(),
        spec.prefix() == null ? "" : spec.prefix());
  }

  private static int maxLength(ModelFolder folder, ModelSpec spec) {
    int modelLimit = Math.min(MAX_LENGTH_LIMIT, folder.number("modelMaxLength", MAX_LENGTH_LIMIT));
    Integer wanted = spec.maxLength();
    int length =
        wanted == null
            ? folder.number("maxLength", Math.min(DEFAULT_MAX_LENGTH, modelLimit))
            : wanted;
    if (length < 1 || length > modelLimit) {
      throw new EmbeddingException(
          "A maximum length of "
              + length
              + " tokens is not between 1 and the "
              + modelLimit
              + " that the model "
              + spec.address()
              + " can take.");
    }
    return length;
  }
}
