package io.vectorstream.embedding;

import io.vectorstream.shared.SharedResources.Lease;
import java.util.List;

/** One user's loan of an embedder that a whole process shares. */
final class SharedTextEmbedder implements TextEmbedder {

  private final Lease<TextEmbedder> lease;

  SharedTextEmbedder(Lease<TextEmbedder> lease) {
    this.lease = lease;
  }

  @Override
  public String model() {
    return lease.get().model();
  }

  @Override
  public ModelIdentity identity() {
    return lease.get().identity();
  }

  @Override
  public String device() {
    return lease.get().device();
  }

  @Override
  public int takeDevicesLost() {
    return lease.get().takeDevicesLost();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return lease.get().embed(texts);
  }

  @Override
  public EmbeddingResult embedCounted(List<String> texts) {
    return lease.get().embedCounted(texts);
  }

  @Override
  public float[] embedQuery(String query) {
    return lease.get().embedQuery(query);
  }

  @Override
  public void close() {
    lease.close();
  }
}
