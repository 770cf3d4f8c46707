package io.vectorstream.embedding;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model run by DJL. A call runs on its caller's thread and on no other; concurrent calls share
 * the weights and borrow a predictor each.
 */
final class DjlTextEmbedder implements TextEmbedder {

  /**
   * Texts in one forward pass: {@value}. Of 8, 16, 32 and 64 the first three are equally fast for
   * product texts and the last is slower; more also take more memory, and fewer more calls.
   */
  static final int BATCH_SIZE = 32;

  private final ModelSpec spec;
  private final ZooModel<NDList, NDList> model;
  private final TextTokenizer tokenizer;
  private final boolean tokenTypes;
  private final int dimension;

  /** A predictor is not safe for two threads, and cheap: there are as many as calls at once. */
  private final Deque<Predictor<long[][], float[][]>> idle = new ConcurrentLinkedDeque<>();

  /** Callers hold the read lock, so that native memory is not freed under a running call. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  /** Takes over the model and the tokenizer and closes them in the end. */
  DjlTextEmbedder(
      ModelSpec spec, ZooModel<NDList, NDList> model, TextTokenizer tokenizer, boolean tokenTypes) {
    this.spec = spec;
    this.model = model;
    this.tokenizer = tokenizer;
    this.tokenTypes = tokenTypes;
    this.dimension = embed(List.of("dimension")).get(0).length;
  }

  @Override
  public String model() {
    return spec.address();
  }

  @Override
  public String device() {
    return spec.device();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    Lock open = lock.readLock();
    open.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + model() + " has been closed");
      }
      return embedOpen(texts);
    } finally {
      open.unlock();
    }
  }

  private List<float[]> embedOpen(List<String> texts) {
    long[][] tokens = new long[texts.size()][];
    Integer[] order = new Integer[texts.size()];
    for (int index = 0; index < tokens.length; index++) {
      tokens[index] = tokenizer.encode(texts.get(index));
      order[index] = index;
    }
    // Neighbours of like length waste the least on padding.
    Arrays.sort(order, Comparator.comparingInt(index -> tokens[index].length));
    float[][] vectors = new float[tokens.length][];
    for (int start = 0; start < order.length; start += BATCH_SIZE) {
      Integer[] batch =
          Arrays.copyOfRange(order, start, Math.min(start + BATCH_SIZE, order.length));
      float[][] batchVectors =
          predict(Arrays.stream(batch).map(index -> tokens[index]).toArray(long[][]::new));
      for (int index = 0; index < batch.length; index++) {
        vectors[batch[index]] = batchVectors[index];
      }
    }
    return Arrays.asList(vectors);
  }

  private float[][] predict(long[][] batch) {
    Predictor<long[][], float[][]> predictor = idle.pollFirst();
    if (predictor == null) {
      predictor = model.newPredictor(new TokenBatchTranslator(tokenTypes));
    }
    try {
      return predictor.predict(batch);
    } catch (TranslateException e) {
      throw new EmbeddingException(
          "The model "
              + model()
              + " failed on a batch of "
              + batch.length
              + " texts: "
              + DjlRuntime.reason(e),
          e);
    } finally {
      idle.addFirst(predictor);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        idle.forEach(Predictor::close);
        idle.clear();
        model.close();
        tokenizer.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
