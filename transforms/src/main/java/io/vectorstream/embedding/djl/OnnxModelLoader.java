package io.vectorstream.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings that ONNX Runtime needs. A class of its own, so that whoever runs no ONNX model can
 * leave that library (137 MB) out.
 */
final class OnnxModelLoader {

  private OnnxModelLoader() {}

  static void load(Model model, Path file) throws IOException, MalformedModelException {
    // A session copies the options and does not need them afterwards.
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(DjlRuntime.THREADS_PER_CALL);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      // It plans memory for a shape that repeats; here batch and length change all the time.
      options.setMemoryPatternOptimization(false);
      ModelLoader.load(model, file, Map.of("sessionOptions", options));
    } catch (OrtException e) {
      throw new MalformedModelException("ONNX Runtime does not take its options", e);
    }
  }
}
