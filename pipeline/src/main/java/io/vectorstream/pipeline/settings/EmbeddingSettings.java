package io.vectorstream.pipeline.settings;

import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.event.TextFields;
import java.time.Duration;

/**
 * How text becomes vectors.
 *
 * @param cacheMegabytes how much each worker process remembers of texts and their vectors
 * @param textFields what of an event is its text
 * @param batchSize how many events are embedded together at most
 * @param maxBatchDelay how long an event waits for others of its batch
 */
public record EmbeddingSettings(
    ModelSpec model,
    int cacheMegabytes,
    TextFields textFields,
    int batchSize,
    Duration maxBatchDelay) {

  /** Opens the model, which all of a worker process share, with their cache. */
  public TextEmbedderFactory embedders() {
    return DjlTextEmbedders.forWorkers(model, cacheMegabytes);
  }
}
