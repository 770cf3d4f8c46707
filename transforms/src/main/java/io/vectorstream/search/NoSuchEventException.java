package io.vectorstream.search;

/** No event of this id is stored; the message is one sentence. */
public final class NoSuchEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchEventException(String eventId, String collection) {
    super("The collection " + collection + " has no event \"" + eventId + "\"");
  }
}
