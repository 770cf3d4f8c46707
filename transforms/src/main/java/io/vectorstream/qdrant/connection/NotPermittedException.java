package io.vectorstream.qdrant.connection;

/** The API key is good for other things than what was asked; the message is one sentence. */
public final class NotPermittedException extends QdrantException {

  private static final long serialVersionUID = 1L;

  NotPermittedException(String message, Throwable cause) {
    super(message, cause);
  }
}
