package io.vectorstream.embedding;

import io.vectorstream.shared.SharedResources;

/** Lets everybody in a process who opens an equal factory have the same embedder. */
record SharedTextEmbedderFactory(TextEmbedderFactory delegate) implements TextEmbedderFactory {

  private static final SharedResources<TextEmbedderFactory, TextEmbedder> PROCESS =
      new SharedResources<>(TextEmbedders.KEEP_OPEN);

  @Override
  public TextEmbedder open() {
    return new SharedTextEmbedder(PROCESS.acquire(delegate, TextEmbedderFactory::open));
  }
}
