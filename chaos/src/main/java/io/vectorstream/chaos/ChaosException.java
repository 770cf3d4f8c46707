package io.vectorstream.chaos;

/** The harness itself could not go on, which says nothing about the pipeline's promise. */
final class ChaosException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ChaosException(String message) {
    super(message);
  }

  ChaosException(String message, Throwable cause) {
    super(message, cause);
  }
}
