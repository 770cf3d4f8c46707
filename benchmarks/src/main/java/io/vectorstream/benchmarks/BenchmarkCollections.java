package io.vectorstream.benchmarks;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;

/** The collections that {@link ShopPoints} are written to. */
final class BenchmarkCollections {

  private BenchmarkCollections() {}

  /** Creates one, which must not be there. */
  static void create(QdrantClient client, String name) throws Exception {
    VectorParams params =
        VectorParams.newBuilder().setSize(ShopPoints.SIZE).setDistance(Distance.Cosine).build();
    client.createCollectionAsync(name, params).get();
  }
}
