package io.vectorstream.embedding;

import java.io.Serializable;

/** Opens embedders on a worker. What is serialized names the model and holds no part of it. */
@FunctionalInterface
public interface TextEmbedderFactory extends Serializable {

  /**
   * Opens an embedder that the caller closes.
   *
   * @throws EmbeddingException if the model cannot be found or loaded; the message says in one
   *     sentence what was looked for and where
   */
  TextEmbedder open();
}
