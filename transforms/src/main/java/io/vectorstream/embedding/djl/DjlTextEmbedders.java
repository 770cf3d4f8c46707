package io.vectorstream.embedding.djl;

import static io.vectorstream.embedding.TextEmbedders.caching;
import static io.vectorstream.embedding.TextEmbedders.shared;

import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;

/**
 * Embedders that run their model with DJL. What a pipeline wants is
 *
 * <pre>{@code
 * TextEmbedderFactory factory = DjlTextEmbedders.forWorkers(ModelSpec.of("builtin:all-MiniLM-L6-v2"));
 * }</pre>
 *
 * <p>which is {@code shared(caching(alone(spec)))}: one model and one cache for a worker process,
 * shared by all there that open an equal factory.
 */
public final class DjlTextEmbedders {

  private DjlTextEmbedders() {}

  /**
   * Loads a model. Every {@link TextEmbedderFactory#open()} loads it again.
   *
   * <p>A call embeds on its caller's thread alone; calls of several threads run side by side. Equal
   * texts in a call are each embedded.
   */
  public static TextEmbedderFactory alone(ModelSpec spec) {
    return new DjlTextEmbedderFactory(spec);
  }

  /** A model and a cache of the default size, shared by a worker process. */
  public static TextEmbedderFactory forWorkers(ModelSpec spec) {
    return forWorkers(spec, TextEmbedders.DEFAULT_CACHE_MEGABYTES);
  }

  /** A model and a cache of the given size, shared by a worker process. */
  public static TextEmbedderFactory forWorkers(ModelSpec spec, int cacheMegabytes) {
    return shared(caching(alone(spec), cacheMegabytes));
  }
}
