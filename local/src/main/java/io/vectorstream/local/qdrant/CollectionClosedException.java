package io.vectorstream.local.qdrant;

/** The collection was deleted, or the server closed, while a call was on its way. */
final class CollectionClosedException extends RuntimeException {
  CollectionClosedException() {
    super("The collection is closed");
  }
}
