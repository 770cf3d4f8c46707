package io.vectorstream.embedding;

import java.time.Duration;

/** What can be put around any embedder. */
public final class TextEmbedders {

  /** Megabytes of vectors and their texts that a worker process remembers: {@value}. */
  public static final int DEFAULT_CACHE_MEGABYTES = 256;

  /** How long a shared model stays loaded after its last user has closed it. */
  static final Duration KEEP_OPEN = Duration.ofMinutes(1);

  private TextEmbedders() {}

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
   * Shares one embedder among all in a process that open an equal factory. The first one opens it,
   * and it is closed a minute after the last one has closed it. A runner may set up and tear down
   * its DoFns for each bundle, as Spark's does; without that minute the model would be loaded anew
   * for each. A {@link io.vectorstream.shared.WorkerProcess} of one run keeps it to its end.
   *
   * @param factory one with value equality, as those from this class have
   */
  public static TextEmbedderFactory shared(TextEmbedderFactory factory) {
    return new SharedTextEmbedderFactory(factory);
  }

  /**
   * Opens what another factory opens, unless its vectors cannot be compared with those of a model:
   * each worker looks for a model's files by itself, and may find others than those whose vectors
   * are stored. Then opening fails, and with it the bundle.
   *
   * @param identity of an embedder that the same factory has opened elsewhere; it may have computed
   *     in another precision that is {@linkplain ModelIdentity#areClose close}
   */
  public static TextEmbedderFactory expecting(TextEmbedderFactory factory, ModelIdentity identity) {
    return new ExpectingTextEmbedderFactory(factory, identity);
  }
}
