package io.vectorstream.benchmarks;

import io.qdrant.client.QdrantClient;
import io.vectorstream.benchmarks.ShopPoints.Edition;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.util.List;

/**
 * Writes the same points in turn by a bare loop, through {@link io.vectorstream.qdrant.QdrantIO},
 * and through it with versions; first into new collections, then over what is there. Prints points
 * a second, and how many there are to a second of processor time, the client's and the store's: on
 * a machine that has other work too, that is the steadier figure. The arguments are the store's
 * URL, its process, the number of rounds, and of points.
 */
final class WriteBenchmark {

  static final String BARE = "bare";
  static final String PLAIN = "plain";
  static final String VERSIONED = "versioned";

  static final String NEW = " new";
  static final String SAME = " same";
  static final String MIXED = " mixed";
  static final String LATER = " later";

  /** What the names of figures by processor time end with. */
  static final String CPU = " cpu";

  private static final int THREADS = 2;
  private static final int WARM_UP_POINTS = 20_000;

  /** Writes all points of an edition. */
  @FunctionalInterface
  private interface Writing {
    void write(String collection, int points, Edition edition) throws Exception;
  }

  private final QdrantClient client;
  private final BareLoop bareLoop;
  private final PipelineWrite pipeline;
  private final ProcessorTime processorTime;
  private final int points;
  private final Samples samples = new Samples();

  private WriteBenchmark(QdrantClient client, String url, ProcessorTime processorTime, int points) {
    this.client = client;
    this.processorTime = processorTime;
    this.bareLoop = new BareLoop(client, THREADS);
    this.pipeline = new PipelineWrite(url, THREADS);
    this.points = points;
  }

  /** Measures in this process. */
  public static void main(String[] args) throws Exception {
    String url = args[0];
    ProcessorTime time = ProcessorTime.with(Long.parseLong(args[1]));
    int rounds = Integer.parseInt(args[2]);
    int points = Integer.parseInt(args[3]);
    try (QdrantClient client = QdrantConnection.of(url).connect()) {
      new WriteBenchmark(client, url, time, WARM_UP_POINTS).round("warm-up");
      WriteBenchmark benchmark = new WriteBenchmark(client, url, time, points);
      for (int round = 1; round <= rounds; round++) {
        benchmark.round("round-" + round);
      }
      benchmark.samples.print();
    }
    System.exit(0);
  }

  /** Each line of it is measured in one go, so that a ratio is of neighbours in time. */
  private void round(String name) throws Exception {
    List<String> ways = List.of(BARE, PLAIN, VERSIONED);
    for (String way : ways) {
      BenchmarkCollections.create(client, name + way);
    }
    for (String way : ways) {
      measure(name, way, NEW, Edition.FIRST);
    }
    for (String way : ways) {
      measure(name, way, SAME, Edition.FIRST);
    }
    for (String way : List.of(PLAIN, VERSIONED)) {
      measure(name, way, MIXED, Edition.MIXED);
    }
    for (String way : List.of(PLAIN, VERSIONED)) {
      measure(name, way, LATER, Edition.LATER);
    }
    for (String way : ways) {
      client.deleteCollectionAsync(name + way).get();
    }
  }

  private void measure(String round, String way, String situation, Edition edition)
      throws Exception {
    String collection = round + way;
    double startCpu = processorTime.seconds();
    long start = System.nanoTime();
    writing(way).write(collection, points, edition);
    double rate = points / ((System.nanoTime() - start) / 1e9);
    double cpuRate = points / (processorTime.seconds() - startCpu);
    long stored = client.countAsync(collection).get();
    if (stored != points) {
      throw new IllegalStateException(stored + " points are stored of " + points);
    }
    samples.add(way + situation, rate);
    samples.add(way + situation + CPU, cpuRate);
    System.err.printf(
        "%s %s%s: %,.0f points/s, %,.0f by processor time%n", round, way, situation, rate, cpuRate);
  }

  private Writing writing(String way) {
    return switch (way) {
      case BARE -> bareLoop::write;
      case PLAIN ->
          (collection, count, edition) -> pipeline.write(collection, count, edition, false);
      default -> (collection, count, edition) -> pipeline.write(collection, count, edition, true);
    };
  }
}
