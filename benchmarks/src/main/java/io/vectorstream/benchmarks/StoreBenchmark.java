package io.vectorstream.benchmarks;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.vectorstream.benchmarks.ShopPoints.Edition;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Fills the store by a bare loop and searches it, each time for another vector by another filter,
 * and then for the words of a product's name as well. Prints points a second, and how many
 * milliseconds each search took. The arguments are the store's URL and the number of points.
 */
final class StoreBenchmark {

  static final String WRITTEN = "written to the store";
  static final String SEARCH_MILLIS = "search";
  static final String HYBRID_MILLIS = "hybrid search";

  /** How many searches are measured. */
  static final int SEARCHES = 50;

  private static final String COLLECTION = "store";
  private static final int THREADS = 2;
  private static final int WARM_UP_POINTS = 50_000;
  private static final int WARM_UP_SEARCHES = 20;
  private static final int LIMIT = 10;

  /** How many points each half of a hybrid search finds. */
  private static final int PREFETCHED = 100;

  private static final int FILTERS = 5;
  private static final long SEED = 1;

  private final QdrantClient client;
  private final Samples samples = new Samples();
  private final Random random = new Random(SEED);

  private StoreBenchmark(QdrantClient client) {
    this.client = client;
  }

  /** Measures in this process. */
  public static void main(String[] args) throws Exception {
    try (QdrantClient client = QdrantConnection.of(args[0]).connect()) {
      StoreBenchmark benchmark = new StoreBenchmark(client);
      benchmark.write(WARM_UP_POINTS);
      client.deleteCollectionAsync(COLLECTION).get();
      benchmark.samples.add(WRITTEN, benchmark.write(Integer.parseInt(args[1])));
      benchmark.search();
      benchmark.samples.print();
    }
    System.exit(0);
  }

  /** Into a new collection; returns points a second. */
  private double write(int points) throws Exception {
    BenchmarkCollections.createWithWords(client, COLLECTION);
    long start = System.nanoTime();
    BareLoop.withWords(client, THREADS).write(COLLECTION, points, Edition.FIRST);
    return points / ((System.nanoTime() - start) / 1e9);
  }

  private void search() throws Exception {
    for (int search = -WARM_UP_SEARCHES; search < SEARCHES; search++) {
      Filter filter = filter(Math.floorMod(search, FILTERS));
      Query meaning = QueryFactory.nearest(vector());
      double dense = millis(query(filter).setQuery(meaning).build());
      double hybrid = millis(hybrid(query(filter), meaning));
      if (search >= 0) {
        samples.add(SEARCH_MILLIS, dense);
        samples.add(HYBRID_MILLIS, hybrid);
      }
    }
  }

  private double millis(QueryPoints query) throws Exception {
    long start = System.nanoTime();
    int found = client.queryAsync(query).get().size();
    double millis = (System.nanoTime() - start) / 1e6;
    if (found != LIMIT) {
      throw new IllegalStateException(found + " points found by " + query.getFilter());
    }
    return millis;
  }

  private static QueryPoints.Builder query(Filter filter) {
    return QueryPoints.newBuilder()
        .setCollectionName(COLLECTION)
        .setFilter(filter)
        .setWithPayload(WithPayloadSelectorFactory.enable(true))
        .setLimit(LIMIT);
  }

  /** The same, with the words of some product's name. */
  private QueryPoints hybrid(QueryPoints.Builder query, Query meaning) {
    SparseVector words = name().getSparse();
    return query
        .addPrefetch(PrefetchQuery.newBuilder().setQuery(meaning).setLimit(PREFETCHED))
        .addPrefetch(
            PrefetchQuery.newBuilder()
                .setQuery(QueryFactory.nearest(words.getValuesList(), words.getIndicesList()))
                .setUsing(BenchmarkCollections.WORDS)
                .setLimit(PREFETCHED))
        .setQuery(QueryFactory.fusion(Fusion.RRF))
        .build();
  }

  /** Not every event is about a product. */
  private Vector name() {
    Vector name;
    do {
      int index = random.nextInt(ShopPoints.DISTINCT);
      name = ShopWords.nameOf(ShopPoints.get().payload(index, Edition.FIRST));
    } while (name.getSparse().getIndicesCount() == 0);
    return name;
  }

  private List<Float> vector() {
    List<Float> vector = new ArrayList<>(ShopPoints.SIZE);
    for (int component = 0; component < ShopPoints.SIZE; component++) {
      vector.add(random.nextFloat() - 0.5f);
    }
    return vector;
  }

  /** What a shop asks, by the values of some point that is there. */
  private Filter filter(int kind) {
    ShopPoints shop = ShopPoints.get();
    int index = random.nextInt(ShopPoints.DISTINCT);
    Condition ofType = matchKeyword("event_type", shop.text(index, "event_type"));
    Condition changed =
        range(
            ShopPoints.VERSION,
            Range.newBuilder().setGte(shop.version(index, Edition.FIRST)).build());
    Condition priced =
        range("product.price", Range.newBuilder().setLt(50 + random.nextInt(500)).build());
    Filter.Builder filter = Filter.newBuilder();
    return switch (kind) {
      case 0 -> filter.addMust(ofType).build();
      case 1 -> filter.addMust(matchKeyword("user_id", shop.text(index, "user_id"))).build();
      case 2 -> filter.addMust(priced).build();
      case 3 -> filter.addMust(priced).addMustNot(ofType).build();
      default -> filter.addMust(changed).addShould(ofType).addShould(priced).build();
    };
  }
}
