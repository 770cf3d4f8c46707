package io.vectorstream.pipeline.kafka;

/** A topic that was there a moment ago is not there any more. */
final class TopicIsGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TopicIsGoneException(Throwable cause) {
    super(cause);
  }
}
