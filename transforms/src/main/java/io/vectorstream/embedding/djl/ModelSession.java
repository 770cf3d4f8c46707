package io.vectorstream.embedding.djl;

/**
 * A model loaded on a device, or on several. Safe for several threads, each of which runs the model
 * on its own.
 */
interface ModelSession extends AutoCloseable {

  /** Where the model runs now: {@code cpu}, or {@code gpu:N}, several of them with commas. */
  String device();

  /**
   * One forward pass.
   *
   * @param tokens the token ids of each text, of any lengths, none empty
   * @return the vector of each text, in the order given
   * @throws io.vectorstream.embedding.EmbeddingException if the engine fails
   */
  float[][] run(long[][] tokens);

  /** How many devices have been lost since the last call; each loss is reported once. */
  default int takeDevicesLost() {
    return 0;
  }

  /** Frees the model's memory. Call it once, while no pass is running and none will follow. */
  @Override
  void close();
}
