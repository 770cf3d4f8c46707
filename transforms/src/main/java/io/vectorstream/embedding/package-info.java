/**
 * Text embedding: the model, shared by a worker process, and {@link
 * io.vectorstream.embedding.EmbedTexts}, which gives elements of any type the vectors of their
 * texts. Knows texts and vectors, and nothing of events, Kafka or Qdrant.
 */
package io.vectorstream.embedding;
