package io.vectorstream.words;

import static com.google.common.base.Preconditions.checkArgument;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vectorstream.qdrant.point.SparseVector;
import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes the words of texts that are stored, of a text that comes again only once: its vector is the
 * same object then. What is remembered is shared by all in a process that ask for the same size;
 * serialized, this is that size. Safe for several threads.
 */
public final class RememberedWords implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ConcurrentMap<Integer, RememberedWords> OF_PROCESS =
      new ConcurrentHashMap<>();

  private static final long BYTES_PER_MEGABYTE = 1L << 20;

  /** What an entry takes besides its text and its numbers: objects, table and queue nodes. */
  private static final int ENTRY_OVERHEAD_BYTES = 200;

  private final int megabytes;
  private final transient Cache<String, SparseVector> words;

  private RememberedWords(int megabytes) {
    this.megabytes = megabytes;
    this.words =
        Caffeine.newBuilder()
            .maximumWeight(megabytes * BYTES_PER_MEGABYTE)
            .weigher(RememberedWords::bytes)
            // Evictions are short: done at once, they keep to the limit without another thread.
            .executor(Runnable::run)
            .build();
  }

  /**
   * What this process remembers.
   *
   * @param megabytes how much of texts and their words is remembered; 0 for nothing
   */
  public static RememberedWords ofProcess(int megabytes) {
    checkArgument(megabytes >= 0, "megabytes have to be at least 0, they are %s", megabytes);
    return OF_PROCESS.computeIfAbsent(megabytes, RememberedWords::new);
  }

  private static int bytes(String text, SparseVector words) {
    long bytes = 2L * text.length() + 8L * words.size() + ENTRY_OVERHEAD_BYTES;
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  /** What {@link TextWords#ofText} makes of a text. */
  public SparseVector of(String text) {
    return words.get(text, TextWords::ofText);
  }

  private Object readResolve() {
    return ofProcess(megabytes);
  }
}
