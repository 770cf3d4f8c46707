/**
 * An embedded store that speaks Qdrant's gRPC API.
 *
 * <p>{@link io.vectorstream.local.qdrant.EmbeddedQdrant} starts a server inside this process; any
 * Qdrant client connects to its address. It answers as Qdrant answers, or with {@code
 * UNIMPLEMENTED} and the name of what it lacks, so that a program written against it works against
 * a real Qdrant too. VectorBytes are compared one by one (exact search, no graph), the data is kept
 * by Lucene: one index per collection.
 */
package io.vectorstream.local.qdrant;
