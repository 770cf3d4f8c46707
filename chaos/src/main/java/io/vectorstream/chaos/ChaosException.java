package io.vectorstream.chaos;

/** The harness itself could not go on, which says nothing about the pipeline's promise. */
public final class ChaosException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence. */
  public ChaosException(String message) {
    super(message);
  }

  /** With a sentence and what stands behind it. */
  public ChaosException(String message, Throwable cause) {
    super(message, cause);
  }
}
