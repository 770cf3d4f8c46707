package io.vectorstream.search;

/** A collection cannot be searched by words; the message is one sentence that says why. */
public final class NoWordsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoWordsException(String message) {
    super(message);
  }
}
