package io.vectorstream.embedding;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import java.io.IOException;

/** Loads TorchScript models with DJL's PyTorch engine. */
record DjlTextEmbedderFactory(ModelSpec spec) implements TextEmbedderFactory {

  private static final String ENGINE = "PyTorch";

  /** sentence-transformers' length for the built-in model, and a common one. */
  private static final int DEFAULT_MAX_LENGTH = 256;

  /** Attention over more tokens than this would take gigabytes. */
  private static final int MAX_LENGTH_LIMIT = 1 << 16;

  @Override
  public TextEmbedder open() {
    DjlRuntime.configure();
    ModelFolder folder = ModelFolder.find(spec);
    int maxLength = maxLength(folder);
    try {
      TextTokenizer tokenizer = TextTokenizer.load(folder.path(), maxLength);
      try {
        return open(folder, tokenizer);
      } catch (Throwable t) {
        tokenizer.close();
        throw t;
      }
    } catch (EmbeddingException e) {
      throw e;
    } catch (IOException | MalformedModelException | ModelNotFoundException | RuntimeException e) {
      throw new EmbeddingException(
          "The model "
              + spec.address()
              + " in "
              + folder.path()
              + " could not be loaded: "
              + DjlRuntime.reason(e),
          e);
    }
  }

  private TextEmbedder open(ModelFolder folder, TextTokenizer tokenizer)
      throws IOException, MalformedModelException, ModelNotFoundException {
    ZooModel<NDList, NDList> model =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optEngine(ENGINE)
            .optDevice(device())
            .optModelPath(folder.path())
            .optModelName(folder.modelName())
            .optTranslator(new NoopTranslator())
            .build()
            .loadModel();
    try {
      boolean tokenTypes =
          Boolean.parseBoolean(folder.properties().getProperty("includeTokenTypes"));
      return new DjlTextEmbedder(spec, model, tokenizer, tokenTypes);
    } catch (Throwable t) {
      model.close();
      throw t;
    }
  }

  private int maxLength(ModelFolder folder) {
    int modelLimit = Math.min(MAX_LENGTH_LIMIT, folder.number("modelMaxLength", MAX_LENGTH_LIMIT));
    int length =
        spec.maxLength() > 0
            ? spec.maxLength()
            : folder.number("maxLength", Math.min(DEFAULT_MAX_LENGTH, modelLimit));
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

  private Device device() {
    if (spec.device().equals(ModelSpec.DEFAULT_DEVICE)) {
      return Device.cpu();
    }
    int index = Integer.parseInt(spec.device().substring("gpu:".length()));
    int count = Engine.getEngine(ENGINE).getGpuCount();
    if (index >= count) {
      throw new EmbeddingException(
          "There is no device "
              + spec.device()
              + ": PyTorch sees "
              + count
              + " graphics cards on this machine.");
    }
    return Device.gpu(index);
  }
}
