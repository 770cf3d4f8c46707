package io.vectorstream.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.repository.zoo.ModelNotFoundException;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.io.IOException;

/** Opens models with DJL: settles device and precision, finds the files, loads them. */
record DjlTextEmbedderFactory(ModelSpec spec) implements TextEmbedderFactory {

  @Override
  public TextEmbedder open() {
    DjlRuntime.configure();
    String device = DeviceChoice.of(spec.device());
    PrecisionChoice choice = PrecisionChoice.of(spec, device, CpuFeatures.ofThisMachine());
    ModelFolder folder = ModelFolder.find(spec, choice.variant());
    ModelSettings settings = ModelSettings.of(folder, spec);
    try {
      TextTokenizer tokenizer = TextTokenizer.load(folder.path(), settings.maxLength());
      try {
        return open(folder, settings, device, choice.precision(), tokenizer);
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

  private TextEmbedder open(
      ModelFolder folder,
      ModelSettings settings,
      String device,
      Precision precision,
      TextTokenizer tokenizer)
      throws IOException, MalformedModelException, ModelNotFoundException {
    ModelSession session = DjlSession.load(spec.address(), folder, settings, device);
    try {
      int dimension = session.run(new long[][] {tokenizer.encode("dimension")})[0].length;
      ModelIdentity identity =
          new ModelIdentity(
              folder.modelName(),
              folder.revision(),
              settings.pooling().toString(),
              settings.normalize(),
              dimension,
              precision.toString());
      return new DjlTextEmbedder(spec, identity, tokenizer, settings.prefix(), session);
    } catch (Throwable t) {
      session.close();
      throw t;
    }
  }
}
