package io.vectorstream.local.qdrant;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ValueFactory.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.ListenableFuture;
import com.sun.management.OperatingSystemMXBean;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * How fast the store writes and searches, with the client in the same process. Run its main method:
 * the arguments are the number of points, of points in a batch, and of batches in flight.
 */
final class StoreBenchmark {
  private static final int SIZE = 384;
  private static final int WARM_UP_POINTS = 100_000;
  private static final String COLLECTION = "benchmark";
  private static final String[] CATEGORIES = {"shoes", "books", "garden", "music", "toys"};

  private final QdrantClient client;
  private final int batchSize;
  private final int inFlight;

  private StoreBenchmark(QdrantClient client, int batchSize, int inFlight) {
    this.client = client;
    this.batchSize = batchSize;
    this.inFlight = inFlight;
  }

  public static void main(String[] args) throws Exception {
    int points = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    Path folder = Files.createTempDirectory("store-benchmark");
    try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder);
        QdrantClient client =
            new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", qdrant.port(), false, false).build())) {
      StoreBenchmark benchmark =
          new StoreBenchmark(
              client,
              args.length > 1 ? Integer.parseInt(args[1]) : 256,
              args.length > 2 ? Integer.parseInt(args[2]) : 4);
      benchmark.create();
      benchmark.write("warming up", WARM_UP_POINTS);
      client.deleteCollectionAsync(COLLECTION).get();
      benchmark.create();
      benchmark.write("first", points);
      benchmark.write("again", points);
      benchmark.search("unfiltered", Filter.getDefaultInstance());
      benchmark.search(
          "filtered", Filter.newBuilder().addMust(matchKeyword("category", "books")).build());
    }
  }

  private void create() throws Exception {
    VectorParams params =
        VectorParams.newBuilder().setSize(SIZE).setDistance(Distance.Cosine).build();
    client.createCollectionAsync(COLLECTION, params).get();
  }

  private void write(String name, int points) throws Exception {
    long start = System.nanoTime();
    long startCpu = cpuNanos();
    Deque<ListenableFuture<UpdateResult>> waiting = new ArrayDeque<>();
    for (int from = 0; from < points; from += batchSize) {
      if (waiting.size() == inFlight) {
        waiting.remove().get();
      }
      waiting.add(client.upsertAsync(COLLECTION, batch(from, Math.min(batchSize, points - from))));
    }
    while (!waiting.isEmpty()) {
      waiting.remove().get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %,.0f points/s, %.0f us of processor time a point, %d in all%n",
        name, points / seconds, (cpuNanos() - startCpu) / 1e3 / points, count());
  }

  /** What this whole process has used, the client included: steadier than the clock. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private long count() throws Exception {
    return client.countAsync(COLLECTION).get();
  }

  private void search(String name, Filter filter) throws Exception {
    QueryPoints query =
        QueryPoints.newBuilder()
            .setCollectionName(COLLECTION)
            .setQuery(QueryFactory.nearest(vector(new Random(1))))
            .setFilter(filter)
            .setLimit(10)
            .build();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      client.queryAsync(query).get();
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    System.out.println(name + " top 10, milliseconds: " + millis);
  }

  private static List<PointStruct> batch(int from, int size) {
    Random random = new Random(from);
    List<PointStruct> points = new ArrayList<>(size);
    for (int i = from; i < from + size; i++) {
      points.add(
          PointStruct.newBuilder()
              .setId(PointIdFactory.id(UUID.nameUUIDFromBytes(("event-" + i).getBytes(UTF_8))))
              .setVectors(VectorsFactory.vectors(vector(random)))
              .putAllPayload(payload(i))
              .build());
    }
    return points;
  }

  private static List<Float> vector(Random random) {
    List<Float> vector = new ArrayList<>(SIZE);
    for (int i = 0; i < SIZE; i++) {
      vector.add(random.nextFloat() - 0.5f);
    }
    return vector;
  }

  private static Map<String, Value> payload(int i) {
    Map<String, Value> payload = new LinkedHashMap<>();
    payload.put("event_id", value("event-" + i));
    payload.put("timestamp", value("2025-03-01T12:00:" + (10 + i % 50) + ".123Z"));
    payload.put("user_id", value("user-" + i % 5_000));
    payload.put("event_type", value(i % 3 == 0 ? "purchase" : "view"));
    payload.put("session_id", value("session-" + i % 20_000));
    payload.put("product_id", value("product-" + i % 1_000));
    payload.put("name", value("Trail running shoe number " + i % 1_000));
    payload.put("description", value("A light shoe with good grip for wet and muddy paths."));
    payload.put("category", value(CATEGORIES[i % CATEGORIES.length]));
    payload.put("price", value(19.99 + i % 100));
    payload.put("quantity", value(1 + i % 3));
    payload.put("kafka_offset", value((long) i));
    return payload;
  }
}
