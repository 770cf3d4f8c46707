package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/** Lets everybody in a process who opens an equal factory have the same embedder. */
record SharedTextEmbedderFactory(TextEmbedderFactory delegate, Duration keepOpen)
    implements TextEmbedderFactory {

  SharedTextEmbedderFactory {
    checkArgument(!keepOpen.isNegative(), "cannot keep a model open for %s", keepOpen);
  }

  @Override
  public TextEmbedder open() {
    return SharedTextEmbedder.open(SharedEmbedders.PROCESS, delegate, keepOpen);
  }
}
