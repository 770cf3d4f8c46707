package io.vectorstream.embedding.djl;

import ai.djl.engine.Engine;
import io.vectorstream.embedding.EmbeddingException;

/** Which device a model runs on. */
final class DeviceChoice {

  static final String CPU = "cpu";

  private static final String GPU = "gpu:";

  private DeviceChoice() {}

  /**
   * The device for what a user asks for.
   *
   * @param wanted {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @return {@code cpu} or {@code gpu:N}
   * @throws EmbeddingException if there is no such graphics card
   */
  static String of(String wanted) {
    if (wanted.equals(CPU)) {
      return CPU;
    }
    int count = Engine.getEngine(DjlSession.PYTORCH).getGpuCount();
    if (wanted.equals("auto")) {
      return count == 0 ? CPU : GPU + 0;
    }
    int index = wanted.equals("gpu") ? 0 : Integer.parseInt(wanted.substring(GPU.length()));
    if (index >= count) {
      throw new EmbeddingException(
          "There is no device "
              + wanted
              + ": PyTorch sees "
              + count
              + " graphics cards on this machine.");
    }
    return GPU + index;
  }
}
