package io.vectorstream.embedding.djl;

/**
 * A model loaded on one device. Safe for several threads, each of which runs the model on its own.
 */
interface ModelSession extends AutoCloseable {

  /** Where the model runs: {@code cpu}, or {@code gpu:N}. */
  String device();

  /**
   * One forward pass.
   *
   * @param tokens the token ids of each text, of any lengths, none empty
   * @return the vector of each text, in the order given
   * @throws io.vectorstream.embedding.EmbeddingException if the engine fails
   */
  float[][] run(long[][] tokens);

  /** Frees the model's memory. To be called once, with no pass running and none to come. */
  @Override
  void close();
}
