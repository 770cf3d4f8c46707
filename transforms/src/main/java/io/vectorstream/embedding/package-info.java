/**
 * Text embedding: the model, shared by a worker process, and the transforms that put its vectors on
 * events.
 */
package io.vectorstream.embedding;
