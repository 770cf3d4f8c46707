/**
 * Vectors: which ones a collection has, how they lie in bytes, and how two are compared. This room
 * knows how a call is refused, and nothing of points and how they are stored.
 */
package io.vectorstream.local.qdrant.vector;
