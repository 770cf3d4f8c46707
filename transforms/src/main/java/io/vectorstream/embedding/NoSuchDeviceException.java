package io.vectorstream.embedding;

/** A model was to run on a device that a worker does not have. */
public final class NoSuchDeviceException extends EmbeddingException {

  private static final long serialVersionUID = 1L;

  /** Says in one sentence what was asked for and what there is. */
  public NoSuchDeviceException(String message) {
    super(message);
  }
}
