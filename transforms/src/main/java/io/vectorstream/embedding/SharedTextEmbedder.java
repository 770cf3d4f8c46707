package io.vectorstream.embedding;

import io.vectorstream.shared.SharedResources.Lease;

/** One user's loan of an embedder that a whole process shares. */
final class SharedTextEmbedder extends ForwardingTextEmbedder {

  private final Lease<TextEmbedder> lease;

  SharedTextEmbedder(Lease<TextEmbedder> lease) {
    this.lease = lease;
  }

  @Override
  TextEmbedder delegate() {
    return lease.get();
  }

  @Override
  public void close() {
    lease.close();
  }
}
