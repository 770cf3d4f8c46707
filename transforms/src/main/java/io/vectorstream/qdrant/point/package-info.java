/**
 * A point and how its parts are made: its id, its payload, and its place in what it was read from.
 *
 * <p>All that is public here is for users. This room knows the names of a collection's vectors and,
 * for {@link io.vectorstream.qdrant.point.PointLookup}, the connection; it knows nothing of how
 * points are written.
 */
package io.vectorstream.qdrant.point;
