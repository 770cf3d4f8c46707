package io.vectorstream.pipeline.settings;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.NoSuchDeviceException;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import io.vectorstream.embedding.model.Precision;
import io.vectorstream.event.TextFields;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads how text becomes vectors. */
public final class EmbeddingReader {

  private EmbeddingReader() {}

  static EmbeddingSettings read(EmbeddingOptions options, TextFields textFields) {
    return new EmbeddingSettings(
        model(options),
        OptionValues.atLeast("cacheMegabytes", 0, options.getCacheMegabytes()),
        textFields,
        OptionValues.atLeast("embeddingBatchSize", 1, options.getEmbeddingBatchSize()),
        OptionValues.millis("maxBatchDelay", 1, options.getMaxBatchDelay()));
  }

  /**
   * The model.
   *
   * @throws UserMistakeException if a value makes no sense
   */
  public static ModelSpec model(EmbeddingOptions options) {
    ModelSpec spec = ModelSpec.of(OptionValues.notBlank("model", options.getModel()));
    spec = with(spec, "device", options.getDevice(), ModelSpec::withDevice);
    spec =
        with(
            spec,
            "precision",
            options.getPrecision(),
            (model, text) -> model.withPrecision(Precision.parse(text)));
    if (options.getMaxLength() != null) {
      spec =
          spec.withMaxLength(
              OptionValues.atLeast(
                  "maxLength", ModelSpec.MAX_LENGTH_LEAST, options.getMaxLength()));
    }
    spec =
        with(
            spec,
            "pooling",
            options.getPooling(),
            (model, text) -> model.withPooling(Pooling.parse(text)));
    spec = with(spec, "normalize", options.getNormalize(), ModelSpec::withNormalize);
    spec = with(spec, "tokenTypes", options.getTokenTypes(), ModelSpec::withTokenTypes);
    spec = with(spec, "promptPrefix", options.getPromptPrefix(), ModelSpec::withPrefix);
    return with(spec, "queryPrefix", options.getQueryPrefix(), ModelSpec::withQueryPrefix);
  }

  /**
   * Opens the model, and says which option is wrong if it cannot be used.
   *
   * @throws UserMistakeException if it cannot
   */
  public static TextEmbedder open(TextEmbedderFactory embedders) {
    try {
      return embedders.open();
    } catch (NoSuchDeviceException e) {
      throw new UserMistakeException("--device: " + e.getMessage(), e);
    } catch (EmbeddingException e) {
      throw new UserMistakeException("--model: " + e.getMessage(), e);
    }
  }

  /** Leaves to the model's own files what is not given. */
  private static <V> ModelSpec with(
      ModelSpec spec,
      String option,
      @Nullable V value,
      BiFunction<ModelSpec, V, ModelSpec> setting) {
    return value == null ? spec : OptionValues.named(option, () -> setting.apply(spec, value));
  }
}
