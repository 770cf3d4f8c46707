package io.vectorstream.qdrant;

/** Qdrant could not be reached, or does not do what is asked; the message is one sentence. */
public final class QdrantException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QdrantException(String message, Throwable cause) {
    super(message, cause);
  }

  QdrantException(String message) {
    super(message);
  }
}
