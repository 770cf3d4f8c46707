package io.vectorstream.embedding.djl;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vectorstream.embedding.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The published ONNX graph, run by ONNX Runtime, with sentence-transformers' mean pooling and
 * normalization in Java: what the built-in model's vectors are measured against.
 */
final class OnnxReference implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;

  OnnxReference() throws IOException, OrtException {
    // DJL sets the one environment of a process up, and refuses one that is there already.
    Engine.getEngine("OnnxRuntime");
    environment = OrtEnvironment.getEnvironment();
    try (InputStream in = OnnxReference.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      session = environment.createSession(in.readAllBytes());
    }
  }

  float[] embed(long[] ids) throws OrtException {
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1L);
    try (OnnxTensor input = tensor(ids);
        OnnxTensor mask = tensor(ones);
        OnnxTensor types = tensor(new long[ids.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      float[][][] tokens = (float[][][]) result.get(0).getValue();
      return normalizedMean(tokens[0]);
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {row});
  }

  private static float[] normalizedMean(float[][] tokens) {
    float[] mean = new float[tokens[0].length];
    for (float[] token : tokens) {
      for (int index = 0; index < mean.length; index++) {
        mean[index] += token[index] / tokens.length;
      }
    }
    double length = Vectors.length(mean);
    for (int index = 0; index < mean.length; index++) {
      mean[index] /= (float) length;
    }
    return mean;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
