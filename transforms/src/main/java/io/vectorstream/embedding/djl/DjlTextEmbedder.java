package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.model.ModelSettings;
import io.vectorstream.embedding.model.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Tokenizes texts, sends them through the model in passes, and puts the vectors in order. */
final class DjlTextEmbedder implements TextEmbedder {

  private final ModelSpec spec;
  private final ModelIdentity identity;
  private final TextTokenizer tokenizer;
  private final ModelSettings settings;
  private final ModelSession session;

  /** Callers hold the read lock, so that native memory is not freed under a running call. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  /** Takes over the tokenizer and the session and closes them in the end. */
  DjlTextEmbedder(
      ModelSpec spec,
      ModelIdentity identity,
      TextTokenizer tokenizer,
      ModelSettings settings,
      ModelSession session) {
    this.spec = spec;
    this.identity = identity;
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.session = session;
  }

  @Override
  public String model() {
    return spec.address();
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public String device() {
    return session.device();
  }

  @Override
  public int takeDevicesLost() {
    return session.takeDevicesLost();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return embed(settings.prefix(), texts);
  }

  @Override
  public float[] embedQuery(String query) {
    return embed(settings.queryPrefix(), List.of(query)).get(0);
  }

  private List<float[]> embed(String prefix, List<String> texts) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + model() + " has been closed");
      }
      return embedOpen(prefix, texts);
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<float[]> embedOpen(String prefix, List<String> texts) {
    long[][] tokens = new long[texts.size()][];
    int[] lengths = new int[tokens.length];
    for (int index = 0; index < tokens.length; index++) {
      tokens[index] = tokenizer.encode(prefix + texts.get(index));
      lengths[index] = tokens[index].length;
    }
    float[][] vectors = new float[tokens.length][];
    for (int[] pass : TokenBatches.of(lengths, TokenBatches.budget(device()))) {
      float[][] passVectors =
          session.run(Arrays.stream(pass).mapToObj(index -> tokens[index]).toArray(long[][]::new));
      for (int index = 0; index < pass.length; index++) {
        vectors[pass[index]] = passVectors[index];
      }
    }
    return Arrays.asList(vectors);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
        tokenizer.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
