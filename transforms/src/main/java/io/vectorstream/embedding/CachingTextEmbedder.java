package io.vectorstream.embedding;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers vectors by their text, up to a limit of memory. When two callers want the same text at
 * once, the second waits for the first instead of embedding it again; a failure is not remembered.
 *
 * <p>The model runs on the caller's thread, once for all the texts that this caller is the first to
 * ask for.
 */
final class CachingTextEmbedder extends ForwardingTextEmbedder {

  /** What an entry takes besides its text and its numbers: objects, table and queue nodes. */
  private static final int ENTRY_OVERHEAD_BYTES = 200;

  private static final long BYTES_PER_MEGABYTE = 1L << 20;

  private final TextEmbedder delegate;
  private final AsyncCache<String, float[]> cache;

  /** Takes over the delegate and closes it in the end. */
  CachingTextEmbedder(TextEmbedder delegate, int megabytes) {
    this.delegate = delegate;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(megabytes * BYTES_PER_MEGABYTE)
            .weigher(CachingTextEmbedder::bytes)
            // Evictions are short: done at once, they keep to the limit without another thread.
            .executor(Runnable::run)
            .buildAsync();
  }

  private static int bytes(String text, float[] vector) {
    long bytes = 2L * text.length() + 4L * vector.length + ENTRY_OVERHEAD_BYTES;
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  @Override
  TextEmbedder delegate() {
    return delegate;
  }

  @Override
  public EmbeddingResult embedCounted(List<String> texts) {
    Map<String, CompletableFuture<float[]>> ours = new LinkedHashMap<>();
    Map<String, CompletableFuture<float[]>> known = new HashMap<>();
    for (String text : texts) {
      if (!ours.containsKey(text) && !known.containsKey(text)) {
        CompletableFuture<float[]> promise = new CompletableFuture<>();
        CompletableFuture<float[]> earlier = cache.asMap().putIfAbsent(text, promise);
        if (earlier == null) {
          ours.put(text, promise);
        } else {
          known.put(text, earlier);
        }
      }
    }
    // Ours come first: two callers that wait for each other's promises would wait for ever.
    Map<String, float[]> vectors = new HashMap<>(keepPromises(ours));
    List<String> failedElsewhere = collect(known, vectors);
    embedInto(failedElsewhere, vectors);
    List<float[]> inOrder = new ArrayList<>(texts.size());
    for (String text : texts) {
      inOrder.add(vectors.get(text));
    }
    return EmbeddingResult.of(inOrder, ours.size() + failedElsewhere.size());
  }

  private Map<String, float[]> keepPromises(Map<String, CompletableFuture<float[]>> promises) {
    Map<String, float[]> vectors = new HashMap<>();
    try {
      embedInto(List.copyOf(promises.keySet()), vectors);
      promises.forEach((text, promise) -> promise.complete(vectors.get(text)));
    } catch (Throwable t) {
      // The cache drops what was cancelled, and a caller that waits for it embeds it itself.
      promises.values().forEach(promise -> promise.cancel(false));
      throw t;
    }
    return vectors;
  }

  /**
   * Waits for what other callers embed. Their call may have failed because of a text that is not
   * among ours, so we try ourselves what they could not embed.
   *
   * @return the texts that are still without a vector
   */
  private static List<String> collect(
      Map<String, CompletableFuture<float[]>> promises, Map<String, float[]> vectors) {
    List<String> failed = new ArrayList<>();
    promises.forEach(
        (text, promise) -> {
          try {
            vectors.put(text, promise.join());
          } catch (CancellationException e) {
            failed.add(text);
          }
        });
    return failed;
  }

  private void embedInto(List<String> texts, Map<String, float[]> vectors) {
    if (texts.isEmpty()) {
      return;
    }
    List<float[]> embedded = delegate.embed(texts);
    for (int index = 0; index < texts.size(); index++) {
      vectors.put(texts.get(index), embedded.get(index));
    }
  }

  @Override
  public void close() {
    cache.synchronous().invalidateAll();
    delegate.close();
  }
}
