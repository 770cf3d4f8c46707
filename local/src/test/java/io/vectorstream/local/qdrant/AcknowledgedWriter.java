package io.vectorstream.local.qdrant;

import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.vectorstream.local.qdrant.contract.StoreClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Inserts, replaces and deletes points, one call at a time, until the store is gone, and knows what
 * the store has acknowledged. Its ids are its own.
 */
final class AcknowledgedWriter {
  /** How many words the points of all writers share. */
  static final int WORDS = 7;

  private static final int BATCH = 50;
  private static final long IDS_PER_WRITER = 1_000_000;

  private final String collection;
  private final long firstId;
  private final Random random;
  private long batches;

  /** The points that are there by what was acknowledged: each one's version. */
  private Map<Long, Long> acknowledged = new HashMap<>();

  /** The points that are there if the call under way is carried out. */
  private Map<Long, Long> next = Map.of();

  AcknowledgedWriter(String collection, int number) {
    this.collection = collection;
    this.firstId = number * IDS_PER_WRITER;
    this.random = new Random(number);
  }

  void writeUntilTheStoreIsGone(StoreClient client, Runnable onAcknowledgement) {
    try {
      for (long version = 0; ; version++) {
        await(call(client.qdrant(), version));
        acknowledged = next;
        onAcknowledgement.run();
      }
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
    }
  }

  boolean owns(long number) {
    return number >= firstId && number < firstId + IDS_PER_WRITER;
  }

  /** What the store may hold: the call that was under way may have been carried out. */
  List<Map<Long, Long>> possibleVersions() {
    return List.of(acknowledged, next);
  }

  /** The vectors that this version of the point was written with: some points have both. */
  static Map<String, List<Float>> vectors(long number, long version) {
    List<Float> text = List.of((float) number, (float) version);
    return number % 2 == 0
        ? Map.of("text", text, "image", List.of((float) version, 1f, (float) number))
        : Map.of("text", text);
  }

  /** The sparse vector that this version of the point was written with. */
  static SparseVector words(long number, long version) {
    return SparseVector.newBuilder()
        .addIndices(wordOf(number))
        .addValues(version)
        .addIndices(WORDS + (int) version)
        .addValues(1)
        .build();
  }

  /** The index that the sparse vectors of a point have in every version. */
  static int wordOf(long number) {
    return (int) (number % WORDS);
  }

  private static PointStruct pointOf(long number, long version) {
    PointStruct.Builder point =
        point(number, Map.of("version", value(version)), vectors(number, version)).toBuilder();
    point
        .getVectorsBuilder()
        .getVectorsBuilder()
        .putVectors("words", Vector.newBuilder().setSparse(words(number, version)).build());
    return point.build();
  }

  private ListenableFuture<?> call(QdrantClient qdrant, long version) {
    next = new HashMap<>(acknowledged);
    return switch ((int) (version % 4)) {
      case 0, 1 -> insert(qdrant, version);
      case 2 -> replaceOlder(qdrant, version);
      default -> delete(qdrant);
    };
  }

  private ListenableFuture<?> insert(QdrantClient qdrant, long version) {
    List<Long> numbers = batch(batches++);
    numbers.forEach(number -> next.put(number, version));
    return qdrant.upsertAsync(upsert(numbers, version).build());
  }

  /** Of two batches, replaces what is older than the last few versions or is not there. */
  private ListenableFuture<?> replaceOlder(QdrantClient qdrant, long version) {
    long limit = version - 5;
    List<Long> numbers = new ArrayList<>(batch(batches - 1));
    if (batches > 1) {
      numbers.addAll(batch(random.nextInt((int) batches - 1)));
    }
    for (long number : numbers) {
      next.merge(number, version, (old, replacement) -> old >= limit ? old : replacement);
    }
    Filter filter =
        Filter.newBuilder()
            .addMustNot(range("version", Range.newBuilder().setGte(limit).build()))
            .build();
    return qdrant.upsertAsync(upsert(numbers, version).setUpdateFilter(filter).build());
  }

  private ListenableFuture<?> delete(QdrantClient qdrant) {
    List<Long> numbers = batch(random.nextInt((int) batches));
    numbers.forEach(next::remove);
    List<PointId> ids = numbers.stream().map(number -> id(number)).collect(Collectors.toList());
    return qdrant.deleteAsync(collection, ids);
  }

  private UpsertPoints.Builder upsert(List<Long> numbers, long version) {
    return upsertOf(
        collection,
        numbers.stream().map(number -> pointOf(number, version)).toArray(PointStruct[]::new));
  }

  private List<Long> batch(long index) {
    long from = firstId + index * BATCH;
    return LongStream.range(from, from + BATCH).boxed().collect(Collectors.toList());
  }
}
