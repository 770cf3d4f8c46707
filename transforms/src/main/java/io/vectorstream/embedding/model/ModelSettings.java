package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a model is used: what the user says; or else what its {@code serving.properties} says; or
 * else what the files of sentence-transformers beside it say.
 *
 * @param maxLength the most tokens of a text that reach the model, the special ones included
 * @param pooling how token vectors become one, where the model itself does not do it
 * @param poolsTokens whether the user chose the pooling: token vectors are then wanted of a model
 *     that offers both kinds
 * @param unpoolable why token vectors cannot become one here, as the end of a sentence; null if
 *     they can
 * @param normalize whether vectors are scaled to length one
 * @param tokenTypes whether the model is given token types, all zero; null for what it declares
 * @param lowerCase whether texts are put in lower case before they are tokenized
 * @param prefix what is put before every text that is stored; empty for nothing
 * @param queryPrefix what is put before every query; empty for nothing
 */
public record ModelSettings(
    int maxLength,
    Pooling pooling,
    boolean poolsTokens,
    @Nullable String unpoolable,
    boolean normalize,
    @Nullable Boolean tokenTypes,
    boolean lowerCase,
    String prefix,
    String queryPrefix) {

  /** For models whose files name no length; sentence-transformers' for the built-in model. */
  private static final int DEFAULT_MAX_LENGTH = 256;

  /** Attention over more tokens than this would take gigabytes. */
  private static final int MAX_LENGTH_LIMIT = 1 << 16;

  /**
   * The settings of a model in a folder.
   *
   * @throws EmbeddingException if a file is malformed, or says that this is no embedding model
   */
  public static ModelSettings of(ModelFolder folder, ModelSpec spec) {
    ServingProperties serving = folder.serving();
    checkPurpose(folder.address(), serving);
    SentenceTransformersFiles files = SentenceTransformersFiles.read(folder.path());
    Pooling served = pooling(serving);
    String prefix = first("", spec.prefix(), files.prompts().text());
    String queryPrefix = first(prefix, spec.queryPrefix(), files.prompts().query());
    return new ModelSettings(
        maxLength(folder, files, spec),
        first(Pooling.MEAN, spec.pooling(), served, files.pooling().pooling()),
        spec.pooling() != null,
        layerBehind(serving, files) != null || spec.pooling() != null || served != null
            ? layerBehind(serving, files)
            : files.pooling().problemWith(prefix + queryPrefix),
        first(true, spec.normalize(), serving.flag("normalize"), files.normalize()),
        spec.tokenTypes() == null ? serving.flag("includeTokenTypes") : spec.tokenTypes(),
        first(false, serving.flag("doLowerCase"), files.lowerCase()),
        prefix,
        queryPrefix);
  }

  /** The first that is not null, or else the default. */
  @SafeVarargs
  private static <T> T first(T defaultValue, @Nullable T... values) {
    return Stream.of(values).filter(Objects::nonNull).findFirst().orElse(defaultValue);
  }

  private static void checkPurpose(String address, ServingProperties serving) {
    String translator = serving.text("translatorFactory");
    boolean otherTask =
        (translator != null && !translator.contains("TextEmbedding"))
            || Boolean.TRUE.equals(serving.flag("reranking"))
            || Boolean.TRUE.equals(serving.flag("sparse"));
    if (otherTask) {
      throw new EmbeddingException(
          "The model "
              + address
              + " is not an embedding model: "
              + serving.file()
              + " names another task ("
              + (translator == null ? "reranking or sparse vectors" : translator)
              + ").");
    }
  }

  private static @Nullable Pooling pooling(ServingProperties serving) {
    String name = serving.text("pooling");
    Pooling pooling = name == null ? null : Pooling.inFiles(name);
    if (name != null && pooling == null) {
      throw serving.wrong("pooling", "mean, cls, max, mean_sqrt_len or lasttoken");
    }
    return pooling;
  }

  private static @Nullable String layerBehind(
      ServingProperties serving, SentenceTransformersFiles files) {
    return serving.text("dense") != null || serving.text("layerNorm") != null
        ? serving.file() + " has a layer (dense or layerNorm) behind the model"
        : files.layer();
  }

  private static int maxLength(
      ModelFolder folder, SentenceTransformersFiles files, ModelSpec spec) {
    int limit = first(MAX_LENGTH_LIMIT, LengthLimit.of(folder.path(), folder.serving()));
    Integer wanted = spec.maxLength();
    if (wanted == null) {
      Integer served = folder.serving().number("maxLength");
      return Math.min(limit, first(DEFAULT_MAX_LENGTH, served, files.maxLength()));
    }
    if (wanted < 1 || wanted > limit) {
      throw new EmbeddingException(
          "A maximum length of "
              + wanted
              + " tokens is not between 1 and the "
              + limit
              + " that the model "
              + spec.address()
              + " can take.");
    }
    return wanted;
  }
}
