/**
 * The way to a Qdrant server: address, TLS and API key, and what it means when a call fails.
 *
 * <p>Users need {@link io.vectorstream.qdrant.connection.QdrantConnection} and the two exceptions.
 * The rooms above wait for calls with {@link io.vectorstream.qdrant.connection.Responses} and
 * decide by {@link io.vectorstream.qdrant.connection.CallFailedException} and {@link
 * io.vectorstream.qdrant.connection.FailureKind}; before a call they find a server again with
 * {@link io.vectorstream.qdrant.connection.LostServer}. This room knows Qdrant's client and gRPC,
 * and nothing of collections and points.
 */
package io.vectorstream.qdrant.connection;
