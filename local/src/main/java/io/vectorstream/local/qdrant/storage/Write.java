package io.vectorstream.local.qdrant.storage;

import java.io.IOException;

/** A change to the points of a collection, applied as a whole. */
@FunctionalInterface
interface Write {
  void applyTo(PointStore store) throws IOException;
}
