/**
 * A collection as it is wanted, and bringing it about: creating it, checking that one that exists
 * fits, and adding the payload indexes that it lacks.
 *
 * <p>All that is public here is for users: {@link io.vectorstream.qdrant.collection.CollectionSpec}
 * and its parts describe a collection, {@link io.vectorstream.qdrant.collection.QdrantCollection}
 * opens one. This room knows the connection, and nothing of points.
 */
package io.vectorstream.qdrant.collection;
