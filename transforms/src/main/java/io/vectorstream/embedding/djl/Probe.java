package io.vectorstream.embedding.djl;

/** A text that a model is tried with when it is loaded, and what shows of the model then. */
final class Probe {

  private final long[][] tokens;
  private int dimension;
  private boolean pooledByModel;

  Probe(long[] tokens) {
    this.tokens = new long[][] {tokens};
  }

  /** Runs a model once: what its device cannot do shows here, too. */
  void run(DjlSession session) {
    dimension = session.run(tokens)[0].length;
    pooledByModel = session.poolsByItself();
  }

  /** The number of components of a vector. */
  int dimension() {
    return dimension;
  }

  /** Whether the model makes one vector of a text by itself. */
  boolean pooledByModel() {
    return pooledByModel;
  }
}
