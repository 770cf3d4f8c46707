package io.vectorstream.embedding;

import io.vectorstream.shared.SharedResources;

/** Gives all in a process that open an equal factory the same embedder. */
record SharedTextEmbedderFactory(TextEmbedderFactory delegate) implements TextEmbedderFactory {

  private static final SharedResources<TextEmbedderFactory, TextEmbedder> PROCESS =
      new SharedResources<>(TextEmbedders.KEEP_OPEN);

  @Override
  public TextEmbedder open() {
    return new SharedTextEmbedder(PROCESS.acquire(delegate, TextEmbedderFactory::open));
  }
}
