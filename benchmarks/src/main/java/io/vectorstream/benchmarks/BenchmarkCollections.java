package io.vectorstream.benchmarks;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;

/** The collections that {@link ShopPoints} are written to. */
final class BenchmarkCollections {

  /** The name of the sparse vector. */
  static final String WORDS = "words";

  private BenchmarkCollections() {}

  /** Creates one, which must not be there. */
  static void create(QdrantClient client, String name) throws Exception {
    client.createCollectionAsync(request(name).build()).get();
  }

  /** Creates one with a sparse vector of words, which must not be there. */
  static void createWithWords(QdrantClient client, String name) throws Exception {
    SparseVectorParams words = SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build();
    client
        .createCollectionAsync(
            request(name)
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(WORDS, words))
                .build())
        .get();
  }

  private static CreateCollection.Builder request(String name) {
    return CreateCollection.newBuilder()
        .setCollectionName(name)
        .setVectorsConfig(
            VectorsConfig.newBuilder()
                .setParams(
                    VectorParams.newBuilder()
                        .setSize(ShopPoints.SIZE)
                        .setDistance(Distance.Cosine)));
  }
}
