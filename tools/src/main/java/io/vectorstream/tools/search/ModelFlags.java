package io.vectorstream.tools.search;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import io.vectorstream.pipeline.settings.EmbeddingReader;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Option;

/** The flags that say which model embeds and how, named and meant as the pipeline's. */
final class ModelFlags {

  private static final String AS_THERE = "As the pipeline has it.";

  private final EmbeddingOptions options = PipelineOptionsFactory.as(EmbeddingOptions.class);

  @Option(
      names = "--model",
      paramLabel = "ADDRESS",
      description = "The model that filled the collection. By default the built-in one.")
  void setModel(String model) {
    options.setModel(model);
  }

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where the model runs: auto, cpu, gpu or gpu:N. By default auto.")
  void setDevice(String device) {
    options.setDevice(device);
  }

  @Option(names = "--precision", paramLabel = "WORD", description = AS_THERE)
  void setPrecision(String precision) {
    options.setPrecision(precision);
  }

  @Option(names = "--maxLength", paramLabel = "N", description = AS_THERE)
  void setMaxLength(int maxLength) {
    options.setMaxLength(maxLength);
  }

  @Option(names = "--pooling", paramLabel = "WORD", description = AS_THERE)
  void setPooling(String pooling) {
    options.setPooling(pooling);
  }

  @Option(names = "--normalize", arity = "1", paramLabel = "BOOLEAN", description = AS_THERE)
  void setNormalize(boolean normalize) {
    options.setNormalize(normalize);
  }

  @Option(names = "--tokenTypes", arity = "1", paramLabel = "BOOLEAN", description = AS_THERE)
  void setTokenTypes(boolean tokenTypes) {
    options.setTokenTypes(tokenTypes);
  }

  @Option(names = "--promptPrefix", paramLabel = "TEXT", description = AS_THERE)
  void setPromptPrefix(String promptPrefix) {
    options.setPromptPrefix(promptPrefix);
  }

  @Option(names = "--queryPrefix", paramLabel = "TEXT", description = AS_THERE)
  void setQueryPrefix(String queryPrefix) {
    options.setQueryPrefix(queryPrefix);
  }

  /**
   * Loads the model, and the caller closes it.
   *
   * @throws UserMistakeException if a flag makes no sense, or the model cannot be used
   */
  TextEmbedder open() {
    return EmbeddingReader.open(DjlTextEmbedders.alone(EmbeddingReader.model(options)));
  }
}
