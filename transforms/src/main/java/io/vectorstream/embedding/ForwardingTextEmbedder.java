package io.vectorstream.embedding;

import java.util.List;

/** An embedder that has another one do the work; a subclass overrides what it changes. */
abstract class ForwardingTextEmbedder implements TextEmbedder {

  /** The embedder that does the work. */
  abstract TextEmbedder delegate();

  @Override
  public String model() {
    return delegate().model();
  }

  @Override
  public ModelIdentity identity() {
    return delegate().identity();
  }

  @Override
  public String device() {
    return delegate().device();
  }

  @Override
  public int takeDevicesLost() {
    return delegate().takeDevicesLost();
  }

  @Override
  public final List<float[]> embed(List<String> texts) {
    return embedCounted(texts).vectors();
  }

  @Override
  public EmbeddingResult embedCounted(List<String> texts) {
    return delegate().embedCounted(texts);
  }

  @Override
  public float[] embedQuery(String query) {
    return delegate().embedQuery(query);
  }

  @Override
  public void close() {
    delegate().close();
  }
}
