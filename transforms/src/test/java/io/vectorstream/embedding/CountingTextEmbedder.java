package io.vectorstream.embedding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what another embedder was asked for. */
public final class CountingTextEmbedder implements TextEmbedder {

  private final TextEmbedder delegate;
  private final List<List<String>> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger closes = new AtomicInteger();

  public CountingTextEmbedder(TextEmbedder delegate) {
    this.delegate = delegate;
  }

  /** The texts of each call so far. */
  public List<List<String>> calls() {
    return calls;
  }

  /** The texts of all calls so far, one after another. */
  public List<String> texts() {
    return calls.stream().flatMap(List::stream).toList();
  }

  /** How often it was closed. */
  public int closes() {
    return closes.get();
  }

  @Override
  public String model() {
    return delegate.model();
  }

  @Override
  public String device() {
    return delegate.device();
  }

  @Override
  public ModelIdentity identity() {
    return delegate.identity();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    calls.add(List.copyOf(texts));
    return delegate.embed(texts);
  }

  @Override
  public void close() {
    closes.incrementAndGet();
    delegate.close();
  }
}
