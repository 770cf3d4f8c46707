/**
 * A point's id and payload, in bytes as they are stored: looking up a field by its path, selecting
 * what an answer carries, and the payload indexes of a collection. This room knows how a call is
 * refused, and nothing of vectors and of where points are stored.
 */
package io.vectorstream.local.qdrant.payload;
