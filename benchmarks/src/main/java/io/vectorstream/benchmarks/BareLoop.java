package io.vectorstream.benchmarks;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.Vectors;
import io.vectorstream.benchmarks.ShopPoints.Edition;
import io.vectorstream.qdrant.QdrantIO;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * What writing costs without Beam: threads that make points and hand them to Qdrant's client, in
 * batches and with calls under way as {@link QdrantIO} has them.
 */
final class BareLoop {

  private final QdrantClient client;
  private final int threads;
  private final IntFunction<Vectors> vectors;

  BareLoop(QdrantClient client, int threads) {
    this(client, threads, index -> VectorsFactory.vectors(ShopPoints.get().vector(index)));
  }

  private BareLoop(QdrantClient client, int threads, IntFunction<Vectors> vectors) {
    this.client = client;
    this.threads = threads;
    this.vectors = vectors;
  }

  /** One that writes the points' words too. */
  static BareLoop withWords(QdrantClient client, int threads) {
    ShopPoints shop = ShopPoints.get();
    return new BareLoop(
        client,
        threads,
        index ->
            VectorsFactory.namedVectors(
                Map.of(
                    "",
                    VectorFactory.vector(shop.vector(index)),
                    BenchmarkCollections.WORDS,
                    shop.words(index))));
  }

  /** Writes so many points, and returns when all are acknowledged as applied. */
  void write(String collection, int points, Edition edition) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> shares = new ArrayList<>();
      for (int share = 0; share < threads; share++) {
        int from = (int) ((long) points * share / threads);
        int to = (int) ((long) points * (share + 1) / threads);
        shares.add(
            () -> {
              write(collection, from, to, edition);
              return null;
            });
      }
      for (Future<Void> share : pool.invokeAll(shares)) {
        share.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private void write(String collection, int from, int to, Edition edition) throws Exception {
    Deque<ListenableFuture<UpdateResult>> inFlight = new ArrayDeque<>();
    for (int start = from; start < to; start += QdrantIO.Write.BATCH_SIZE_DEFAULT) {
      int end = Math.min(to, start + QdrantIO.Write.BATCH_SIZE_DEFAULT);
      List<PointStruct> batch = batch(start, end, edition);
      if (inFlight.size() == QdrantIO.Write.MAX_IN_FLIGHT_DEFAULT) {
        inFlight.remove().get();
      }
      inFlight.add(client.upsertAsync(collection, batch));
    }
    while (!inFlight.isEmpty()) {
      inFlight.remove().get();
    }
  }

  private List<PointStruct> batch(int from, int to, Edition edition) {
    ShopPoints shop = ShopPoints.get();
    List<PointStruct> batch = new ArrayList<>(to - from);
    for (int index = from; index < to; index++) {
      batch.add(
          PointStruct.newBuilder()
              .setId(PointIdFactory.id(shop.id(index)))
              .setVectors(vectors.apply(index))
              .putAllPayload(shop.payload(index, edition))
              .build());
    }
    return batch;
  }
}
