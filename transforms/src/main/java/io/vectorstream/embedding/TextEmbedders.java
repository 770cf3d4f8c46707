package io.vectorstream.embedding;

import java.time.Duration;

/**
 * The ways to open an embedder. What a pipeline wants is
 *
 * <pre>{@code
 * TextEmbedderFactory factory = TextEmbedders.forWorkers(ModelSpec.of("builtin:all-MiniLM-L6-v2"));
 * }</pre>
 *
 * <p>which is {@code shared(caching(djl(spec)))}: one model and one cache for a worker process, and
 * everybody there who opens an equal factory has them.
 */
public final class TextEmbedders {

  /** Megabytes of vectors and their texts that a worker process remembers: {@value}. */
  public static final int DEFAULT_CACHE_MEGABYTES = 256;

  /** How long a shared model stays loaded after its last user has closed it. */
  static final Duration KEEP_OPEN = Duration.ofMinutes(1);

  private TextEmbedders() {}

  /**
   * Loads a TorchScript model with DJL's PyTorch engine. Every {@link TextEmbedderFactory#open()}
   * loads it anew.
   *
   * <p>A call embeds on its caller's thread alone; calls of several threads run side by side. Equal
   * texts in a call are each embedded.
   */
  public static TextEmbedderFactory djl(ModelSpec spec) {
    return new DjlTextEmbedderFactory(spec);
  }

  /**
   * Puts a cache in front of what another factory opens, so that an equal text is embedded once.
   *
   * @param megabytes what the cache may hold: for each vector, twice its text's length, four times
   *     its dimension and a little for itself; 0 remembers nothing
   */
  public static TextEmbedderFactory caching(TextEmbedderFactory factory, int megabytes) {
    return new CachingTextEmbedderFactory(factory, megabytes);
  }

  /**
   * Lets everybody in a process who opens an equal factory share one embedder, which the first
   * opens and which is closed a minute after the last has closed. A runner may set up and tear down
   * its DoFns for each bundle, as Spark's does; without that minute the model would be loaded, and
   * the cache empty, as often.
   *
   * @param factory one with value equality, as those from this class have
   */
  public static TextEmbedderFactory shared(TextEmbedderFactory factory) {
    return new SharedTextEmbedderFactory(factory);
  }

  /** A model and a cache of the default size, shared by a worker process. */
  public static TextEmbedderFactory forWorkers(ModelSpec spec) {
    return forWorkers(spec, DEFAULT_CACHE_MEGABYTES);
  }

  /** A model and a cache of the given size, shared by a worker process. */
  public static TextEmbedderFactory forWorkers(ModelSpec spec, int cacheMegabytes) {
    return shared(caching(djl(spec), cacheMegabytes));
  }
}
