package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;

/** Puts a cache in front of what another factory opens. */
record CachingTextEmbedderFactory(TextEmbedderFactory delegate, int megabytes)
    implements TextEmbedderFactory {

  CachingTextEmbedderFactory {
    checkArgument(megabytes >= 0, "a cache cannot have %s megabytes", megabytes);
  }

  @Override
  public TextEmbedder open() {
    return new CachingTextEmbedder(new CheckedTextEmbedder(delegate.open()), megabytes);
  }
}
