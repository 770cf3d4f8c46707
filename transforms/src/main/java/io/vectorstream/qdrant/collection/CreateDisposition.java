package io.vectorstream.qdrant.collection;

/** What happens to a collection before the first point is written. */
public enum CreateDisposition {
  /** It is created if it is missing; one that exists has to fit. */
  CREATE_IF_NEEDED,
  /** It has to exist, and to fit. */
  CREATE_NEVER,
  /** It is deleted with all its points if it exists, and created, once for a pipeline. */
  RECREATE
}
