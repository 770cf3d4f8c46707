package io.vectorstream.embedding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * An embedder without a model: a text's vector is drawn from its hash, of length one, the same in
 * every process. Equal texts have equal vectors and others are nearly orthogonal.
 */
public final class HashTextEmbedder implements TextEmbedder {

  private static final int DIMENSION = 384;

  @Override
  public String model() {
    return "fake:hash";
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("hash", "1", "none", true, DIMENSION, "fp32");
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(HashTextEmbedder::vector).toList();
  }

  /** The vector of a text. */
  public static float[] vector(String text) {
    CRC32 hash = new CRC32();
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    Random random = new Random(hash.getValue());
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int index = 0; index < DIMENSION; index++) {
      vector[index] = (float) random.nextGaussian();
      squares += vector[index] * vector[index];
    }
    for (int index = 0; index < DIMENSION; index++) {
      vector[index] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  @Override
  public void close() {}
}
