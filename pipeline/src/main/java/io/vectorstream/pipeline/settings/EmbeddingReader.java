package io.vectorstream.pipeline.settings;

import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import io.vectorstream.embedding.model.Precision;
import io.vectorstream.event.TextFields;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads how text becomes vectors. */
final class EmbeddingReader {

  private EmbeddingReader() {}

  static EmbeddingSettings read(EmbeddingOptions options) {
    return new EmbeddingSettings(
        model(options),
        OptionValues.atLeast("cacheMegabytes", 0, options.getCacheMegabytes()),
        OptionValues.named("textFields", () -> TextFields.parse(options.getTextFields())),
        OptionValues.atLeast("embeddingBatchSize", 1, options.getEmbeddingBatchSize()),
        Duration.ofMillis(OptionValues.atLeast("maxBatchDelay", 1, options.getMaxBatchDelay())));
  }

  private static ModelSpec model(EmbeddingOptions options) {
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

  /** Leaves to the model's own files what is not given. */
  private static <V> ModelSpec with(
      ModelSpec spec,
      String option,
      @Nullable V value,
      BiFunction<ModelSpec, V, ModelSpec> setting) {
    return value == null ? spec : OptionValues.named(option, () -> setting.apply(spec, value));
  }
}
