package io.vectorstream.embedding.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.vectorstream.embedding.model.ModelEngine;
import io.vectorstream.embedding.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Loads a model file with DJL, with the settings that each engine needs.
 *
 * <p>The engine is asked directly, not through DJL's {@code Criteria}: those would also run any
 * code that a model's folder brings along, and cannot switch ONNX Runtime's memory pattern off.
 */
final class ModelLoader {

  private ModelLoader() {}

  /**
   * Loads a model onto a device. Whoever loads it closes it.
   *
   * @param device {@code cpu} or {@code gpu:N}
   */
  static Model load(ModelFile file, String device) throws IOException, MalformedModelException {
    Model model = Model.newInstance(file.name(), deviceNamed(device), file.engine().djlName());
    try {
      if (file.engine() == ModelEngine.ONNX_RUNTIME) {
        OnnxModelLoader.load(model, file.path());
      } else {
        // A model saved on a graphics card would otherwise ask for one.
        load(model, file.path(), Map.of("mapLocation", "true"));
      }
      return model;
    } catch (Throwable t) {
      model.close();
      throw t;
    }
  }

  /** DJL's own parser of names knows {@code gpu0}, but not {@code gpu:0}. */
  static Device deviceNamed(String name) {
    return name.equals(DeviceChoice.CPU)
        ? Device.cpu()
        : Device.gpu(Integer.parseInt(name.substring(name.indexOf(':') + 1)));
  }

  /** Fills a model from its file. */
  static void load(Model model, Path file, Map<String, ?> options)
      throws IOException, MalformedModelException {
    model.load(file.getParent(), file.getFileName().toString(), options);
  }
}
