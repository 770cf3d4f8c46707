package io.vectorstream.embedding;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's hold on an embedder that a whole process shares. */
final class SharedTextEmbedder implements TextEmbedder {

  private final SharedEmbedders embedders;
  private final TextEmbedderFactory factory;
  private final Duration keepOpen;
  private final TextEmbedder shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SharedTextEmbedder(
      SharedEmbedders embedders,
      TextEmbedderFactory factory,
      Duration keepOpen,
      TextEmbedder shared) {
    this.embedders = embedders;
    this.factory = factory;
    this.keepOpen = keepOpen;
    this.shared = shared;
  }

  static TextEmbedder open(
      SharedEmbedders embedders, TextEmbedderFactory factory, Duration keepOpen) {
    return new SharedTextEmbedder(embedders, factory, keepOpen, embedders.acquire(factory));
  }

  @Override
  public String model() {
    return shared.model();
  }

  @Override
  public String device() {
    return shared.device();
  }

  @Override
  public int dimension() {
    return shared.dimension();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return checkedOpen().embed(texts);
  }

  @Override
  public EmbeddingResult embedCounted(List<String> texts) {
    return checkedOpen().embedCounted(texts);
  }

  private TextEmbedder checkedOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this hold on the model " + model() + " has been closed");
    }
    return shared;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      embedders.release(factory, keepOpen);
    }
  }
}
