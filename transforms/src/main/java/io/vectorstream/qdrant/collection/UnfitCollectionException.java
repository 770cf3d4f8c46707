package io.vectorstream.qdrant.collection;

import io.vectorstream.qdrant.connection.QdrantException;

/** There is no such collection, or not such a one; the message is one sentence. */
public final class UnfitCollectionException extends QdrantException {

  private static final long serialVersionUID = 1L;

  UnfitCollectionException(String message) {
    super(message);
  }
}
