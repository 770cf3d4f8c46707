/** Writing to Qdrant: {@link io.vectorstream.qdrant.QdrantIO} and what it stands on. */
package io.vectorstream.qdrant;
