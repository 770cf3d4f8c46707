package io.vectorstream.embedding.djl;

import ai.djl.engine.EngineException;
import ai.djl.translate.TranslateException;
import io.vectorstream.embedding.EmbeddingException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A session without a model: the vector of tokens is their hash and their number. What it is told
 * to do before each pass may fail the way an engine does, see {@link #engineFailure}.
 */
final class FakeModelSession implements ModelSession {

  static final String NO_MEMORY =
      "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 14.74 GiB of"
          + " which 9.06 MiB is free.";

  static final String LOST =
      "CUDA error: an illegal memory access was encountered\n"
          + "CUDA kernel errors might be asynchronously reported at some other API call.";

  private final String device;
  private final @Nullable Before before;
  private final List<long[][]> passes = new CopyOnWriteArrayList<>();
  private final AtomicInteger closes = new AtomicInteger();

  /** What happens before a pass. */
  interface Before {
    void pass(long[][] tokens);
  }

  FakeModelSession(String device) {
    this(device, null);
  }

  FakeModelSession(String device, @Nullable Before before) {
    this.device = device;
    this.before = before;
  }

  /** A failure as {@link DjlSession} hands it on. */
  static EmbeddingException engineFailure(String message) {
    return new EmbeddingException(
        "The model failed", new TranslateException(new EngineException(message)));
  }

  /** The vectors that any session of this class has for tokens. */
  static float[][] vectors(long[][] tokens) {
    return Arrays.stream(tokens)
        .map(text -> new float[] {Arrays.hashCode(text), text.length})
        .toArray(float[][]::new);
  }

  /** Texts of different lengths and tokens. */
  static long[][] texts(int count) {
    long[][] texts = new long[count][];
    for (int text = 0; text < count; text++) {
      texts[text] = new long[1 + text % 7];
      Arrays.fill(texts[text], text);
    }
    return texts;
  }

  /** The passes that were run to their end. */
  List<long[][]> passes() {
    return passes;
  }

  int closes() {
    return closes.get();
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public float[][] run(long[][] tokens) {
    if (before != null) {
      before.pass(tokens);
    }
    passes.add(tokens);
    return vectors(tokens);
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
