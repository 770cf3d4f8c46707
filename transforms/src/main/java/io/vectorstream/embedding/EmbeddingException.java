package io.vectorstream.embedding;

/** A model could not be loaded, or its engine failed while embedding. */
public class EmbeddingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what failed in one sentence. */
  public EmbeddingException(String message) {
    super(message);
  }

  /** Says what failed in one sentence, with its cause. */
  public EmbeddingException(String message, Throwable cause) {
    super(message, cause);
  }
}
