package io.vectorstream.embedding;

import java.util.List;

/**
 * Turns texts into vectors.
 *
 * <p>An embedder is safe for use by several threads at once, and a text's vector is the same
 * whatever texts stand beside it in a call. Whoever opened an embedder closes it.
 */
public interface TextEmbedder extends AutoCloseable {

  /** The address the model was loaded from, as given by the user, for reports and messages. */
  String model();

  /** What the model's vectors may be compared with. */
  ModelIdentity identity();

  /** Where the model runs now: {@code cpu}, or {@code gpu:N}, several of them with commas. */
  String device();

  /**
   * How many devices have stopped working since the last call of this method by any caller: each
   * loss is reported once. The embedder continues without them.
   */
  default int takeDevicesLost() {
    return 0;
  }

  /** The number of components of every vector, asked of the model. */
  default int dimension() {
    return identity().dimension();
  }

  /**
   * Embeds texts.
   *
   * @param texts any number of texts, none of them blank; a text longer than the model's maximum
   *     length is cut there
   * @return one vector of {@link #dimension()} components for each text, in the order given; equal
   *     texts may share one array, and callers may share it too, so do not write to it
   * @throws EmbeddingException if the engine fails; a caller who sends texts one by one sees each
   *     text fail for itself only
   */
  List<float[]> embed(List<String> texts);

  /**
   * Embeds texts like {@link #embed} and says how many of them the model was really run for. An
   * embedder without a cache runs it for every text.
   */
  default EmbeddingResult embedCounted(List<String> texts) {
    List<float[]> vectors = embed(texts);
    return EmbeddingResult.of(vectors, vectors.size());
  }

  /**
   * Embeds what somebody searches for. A model may want another instruction before a query than
   * before a text that is stored; without one the query is embedded like a text.
   *
   * @param query a text that is not blank
   * @return a vector to compare with those of texts; do not write to it
   * @throws EmbeddingException if the engine fails
   */
  default float[] embedQuery(String query) {
    return embed(List.of(query)).get(0);
  }

  /** Frees the model's memory. Closing twice has no effect. */
  @Override
  void close();
}
