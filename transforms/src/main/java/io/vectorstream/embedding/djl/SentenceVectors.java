package io.vectorstream.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.model.ModelSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes each text's vector of what a model answers: either that vector itself, of shape (batch,
 * dimension), or token vectors to pool, of shape (batch, longest, dimension).
 */
final class SentenceVectors {

  /** What exporters call sentence vectors; they have two dimensions. */
  private static final String SENTENCE_OUTPUT = "sentence_embedding";

  /** What exporters call token vectors. */
  private static final List<String> TOKEN_OUTPUTS =
      List.of("last_hidden_state", "token_embeddings");

  /** What exporters call the answer of a model for another task, whatever its shape. */
  private static final String OTHER_TASK_OUTPUT = "logits";

  private final String address;
  private final ModelSettings settings;
  private volatile boolean pooledByModel;

  SentenceVectors(String address, ModelSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  /** Whether the model answered with a vector for each text. Known after its first pass. */
  boolean pooledByModel() {
    return pooledByModel;
  }

  /**
   * The vector of each text.
   *
   * @param lengths how many tokens each text has
   * @throws EmbeddingException if the model's answer is not made of vectors of texts
   */
  float[][] of(NDList outputs, int[] lengths) {
    NDArray output = choose(outputs);
    Shape shape = output.getShape();
    int rank = shape.dimension();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    require(rank == 2 || rank == 3, "it answers with an array of shape " + shape);
    // DJL's own word for the type depends on the default locale.
    require(
        output.getDataType().isFloating(),
        "it answers with " + output.getDataType().name().toLowerCase(Locale.ROOT));
    require(
        shape.get(0) == lengths.length
            && (rank == 2 || shape.get(1) == longest)
            && shape.get(rank - 1) > 0,
        "it answers to "
            + lengths.length
            + " texts of up to "
            + longest
            + " tokens with an array of shape "
            + shape);
    pooledByModel = rank == 2;
    checkPooling();
    int dimension = (int) shape.get(rank - 1);
    return vectors(floats(output), lengths, rank == 2 ? 1 : longest, dimension);
  }

  private float[][] vectors(float[] numbers, int[] lengths, int stride, int dimension) {
    float[][] vectors = new float[lengths.length][];
    for (int index = 0; index < vectors.length; index++) {
      int start = index * stride * dimension;
      vectors[index] =
          pooledByModel
              ? Arrays.copyOfRange(numbers, start, start + dimension)
              : TokenPooling.pool(settings.pooling(), numbers, start, lengths[index], dimension);
      if (settings.normalize()) {
        TokenPooling.normalize(vectors[index]);
      }
    }
    return vectors;
  }

  /** The output of a known name, or else the first. */
  private NDArray choose(NDList outputs) {
    require(!outputs.isEmpty(), "it answers with nothing");
    NDArray sentences = outputs.get(SENTENCE_OUTPUT);
    NDArray tokens =
        TOKEN_OUTPUTS.stream().filter(outputs::contains).map(outputs::get).findFirst().orElse(null);
    if (sentences != null && (tokens == null || !settings.poolsTokens())) {
      return sentences;
    }
    NDArray output = tokens == null ? outputs.get(0) : tokens;
    require(!OTHER_TASK_OUTPUT.equals(output.getName()), "it answers with " + output.getName());
    return output;
  }

  private void checkPooling() {
    if (pooledByModel && settings.poolsTokens()) {
      throw new EmbeddingException(
          "The model "
              + address
              + " makes one vector of a text by itself: no other pooling can be chosen for it.");
    }
    if (!pooledByModel && settings.unpoolable() != null) {
      throw new EmbeddingException(
          "The model "
              + address
              + " answers with token vectors, and what has to be done with them is not supported: "
              + settings.unpoolable()
              + ".");
    }
  }

  private void require(boolean condition, String answer) {
    if (!condition) {
      throw new EmbeddingException(
          "The model " + address + " is not an embedding model: " + answer + ".");
    }
  }

  private static float[] floats(NDArray output) {
    return output.getDataType() == DataType.FLOAT32 || output.getDataType() == DataType.FLOAT16
        ? output.toFloatArray()
        : output.toType(DataType.FLOAT32, false).toFloatArray();
  }
}
