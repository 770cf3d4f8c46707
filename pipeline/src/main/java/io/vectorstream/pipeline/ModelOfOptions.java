package io.vectorstream.pipeline;

import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import io.vectorstream.embedding.model.Precision;
import io.vectorstream.pipeline.options.EmbeddingOptions;

/** The model that the options name, and what they say of its use. */
final class ModelOfOptions {

  private ModelOfOptions() {}

  /** What is not given is left to the model's own files. */
  static ModelSpec spec(EmbeddingOptions options) {
    ModelSpec spec =
        ModelSpec.of(options.getModel())
            .withDevice(options.getDevice())
            .withPrecision(Precision.parse(options.getPrecision()));
    if (options.getMaxLength() != null) {
      spec = spec.withMaxLength(options.getMaxLength());
    }
    if (options.getPooling() != null) {
      spec = spec.withPooling(Pooling.parse(options.getPooling()));
    }
    if (options.getNormalize() != null) {
      spec = spec.withNormalize(options.getNormalize());
    }
    if (options.getTokenTypes() != null) {
      spec = spec.withTokenTypes(options.getTokenTypes());
    }
    if (options.getPromptPrefix() != null) {
      spec = spec.withPrefix(options.getPromptPrefix());
    }
    if (options.getQueryPrefix() != null) {
      spec = spec.withQueryPrefix(options.getQueryPrefix());
    }
    return spec;
  }
}
