package io.vectorstream.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.model.ModelEngine;
import io.vectorstream.embedding.model.ModelFile;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A model that DJL has loaded. A pass runs on its caller's thread and on no other; concurrent
 * passes share the weights and borrow a predictor each.
 */
final class DjlSession implements ModelSession {

  static final String PYTORCH = ModelEngine.PYTORCH.djlName();

  private final String address;
  private final String device;
  private final Model model;
  private final List<ModelInput> inputs;
  private final SentenceVectors vectors;

  /** A predictor is cheap and not safe for two threads: there are as many as concurrent calls. */
  private final Deque<Predictor<long[][], float[][]>> idle = new ConcurrentLinkedDeque<>();

  private DjlSession(
      String address, String device, Model model, List<ModelInput> inputs, ModelSettings settings) {
    this.address = address;
    this.device = device;
    this.model = model;
    this.inputs = inputs;
    this.vectors = new SentenceVectors(address, settings);
  }

  /**
   * Loads a model.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  static DjlSession load(String address, ModelFolder folder, ModelSettings settings, String device)
      throws IOException, MalformedModelException {
    ModelFile file = folder.file();
    Model model = ModelLoader.load(file, device);
    try {
      List<ModelInput> inputs = ModelInput.of(address, model, file.engine(), settings.tokenTypes());
      return new DjlSession(address, device, model, inputs, settings);
    } catch (Throwable t) {
      model.close();
      throw t;
    }
  }

  /** Whether the model makes one vector of a text by itself. Known after the first pass. */
  boolean poolsByItself() {
    return vectors.pooledByModel();
  }

  /** Whether the model is given token types. */
  boolean takesTokenTypes() {
    return inputs.contains(ModelInput.TOKEN_TYPE_IDS);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public float[][] run(long[][] tokens) {
    Predictor<long[][], float[][]> predictor = idle.pollFirst();
    if (predictor == null) {
      predictor = model.newPredictor(new TokenBatchTranslator(inputs, vectors));
    }
    try {
      return predictor.predict(tokens);
    } catch (TranslateException e) {
      if (e.getCause() instanceof EmbeddingException unusable) {
        throw unusable;
      }
      throw new EmbeddingException(
          "The model "
              + address
              + " failed on a batch of "
              + tokens.length
              + " texts: "
              + DjlRuntime.reason(e),
          e);
    } finally {
      idle.addFirst(predictor);
    }
  }

  @Override
  public void close() {
    idle.forEach(Predictor::close);
    idle.clear();
    model.close();
  }
}
