package io.vectorstream.embedding.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What runs a model, told by the kind of its file. */
public enum ModelEngine {
  /** libtorch, for TorchScript. */
  PYTORCH("PyTorch", ".pt"),
  /** ONNX Runtime, for ONNX graphs. */
  ONNX_RUNTIME("OnnxRuntime", ".onnx");

  private final String djlName;
  private final String ending;

  ModelEngine(String djlName, String ending) {
    this.djlName = djlName;
    this.ending = ending;
  }

  /** The engine's name in DJL, and in a {@code serving.properties}. */
  public String djlName() {
    return djlName;
  }

  /** How the names of its model files end. */
  String ending() {
    return ending;
  }

  /** The engine that runs a file of this name; null if none does. */
  static @Nullable ModelEngine ofFile(String name) {
    return Arrays.stream(values())
        .filter(engine -> name.endsWith(engine.ending))
        .findFirst()
        .orElse(null);
  }

  /** The engine of this name in DJL; null if there is none. */
  static @Nullable ModelEngine ofDjlName(String name) {
    return Arrays.stream(values())
        .filter(engine -> engine.djlName.equals(name))
        .findFirst()
        .orElse(null);
  }
}
