package io.vectorstream.embedding.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A model that DJL has loaded. A pass runs on its caller's thread and on no other; concurrent
 * passes share the weights and borrow a predictor each.
 */
final class DjlSession implements ModelSession {

  static final String PYTORCH = "PyTorch";

  private final String address;
  private final String device;
  private final ZooModel<NDList, NDList> model;
  private final ModelSettings settings;

  /** A predictor is not safe for two threads, and cheap: there are as many as calls at once. */
  private final Deque<Predictor<long[][], float[][]>> idle = new ConcurrentLinkedDeque<>();

  private DjlSession(
      String address, String device, ZooModel<NDList, NDList> model, ModelSettings settings) {
    this.address = address;
    this.device = device;
    this.model = model;
    this.settings = settings;
  }

  /**
   * Loads a model.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  static DjlSession load(String address, ModelFolder folder, ModelSettings settings, String device)
      throws IOException, MalformedModelException, ModelNotFoundException {
    ZooModel<NDList, NDList> model =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optEngine(PYTORCH)
            .optDevice(deviceNamed(device))
            .optModelPath(folder.path())
            .optModelName(folder.modelName())
            .optTranslator(new NoopTranslator())
            .build()
            .loadModel();
    return new DjlSession(address, device, model, settings);
  }

  /** DJL's own parser of names knows {@code gpu0} and no {@code gpu:0}. */
  static Device deviceNamed(String name) {
    return name.equals(DeviceChoice.CPU)
        ? Device.cpu()
        : Device.gpu(Integer.parseInt(name.substring(name.indexOf(':') + 1)));
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public float[][] run(long[][] tokens) {
    Predictor<long[][], float[][]> predictor = idle.pollFirst();
    if (predictor == null) {
      predictor = model.newPredictor(new TokenBatchTranslator(settings));
    }
    try {
      return predictor.predict(tokens);
    } catch (TranslateException e) {
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
