package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.VectorCheck;

/** Tries a model with a text when it is loaded, and holds what that shows about the model. */
final class Probe {

  private final String address;
  private final long[][] tokens;
  private int dimension;
  private boolean pooledByModel;
  private boolean tokenTypes;

  Probe(String address, long[] tokens) {
    this.address = address;
    this.tokens = new long[][] {tokens};
  }

  /**
   * Runs a model once, which also shows what its device cannot do.
   *
   * @throws EmbeddingException if the model fails, or makes a vector that cannot be used
   */
  void run(DjlSession session) {
    float[] vector = session.run(tokens)[0];
    String problem = VectorCheck.problem(vector);
    if (problem != null) {
      throw new EmbeddingException(
          "The model " + address + " makes a vector that cannot be used: " + problem + ".");
    }
    dimension = vector.length;
    pooledByModel = session.poolsByItself();
    tokenTypes = session.takesTokenTypes();
  }

  /** The number of components of a vector. */
  int dimension() {
    return dimension;
  }

  /** Whether the model makes one vector of a text by itself. */
  boolean pooledByModel() {
    return pooledByModel;
  }

  /** Whether the model is given token types. */
  boolean tokenTypes() {
    return tokenTypes;
  }
}
