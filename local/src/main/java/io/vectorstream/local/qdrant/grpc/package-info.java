/**
 * What all calls have in common: the API key, how an answer goes back to the client, how limits are
 * read, and the words in which a call is refused. This room knows gRPC, and nothing of collections
 * and points.
 */
package io.vectorstream.local.qdrant.grpc;
