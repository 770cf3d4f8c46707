package io.vectorstream.local.qdrant;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.QueryFactory.nearest;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.local.qdrant.contract.StoreClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Several writers, each with its own connection, lose their store in the middle of their calls. */
class KilledWritersTest {
  private static final String COLLECTION = "events";
  private static final int WRITERS = 4;
  private static final int CALLS_BEFORE_THE_KILL = 200;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @RepeatedTest(2)
  void everyAcknowledgedChangeIsThereAndNoneIsHalfDone() throws Exception {
    List<AcknowledgedWriter> writers = new ArrayList<>();
    List<Future<?>> ends = new ArrayList<>();
    CountDownLatch calls = new CountDownLatch(CALLS_BEFORE_THE_KILL);
    StoreProcess process = StoreProcess.start(folder);
    try (StoreClient client = process.connect()) {
      createCollection(client);
      for (int i = 0; i < WRITERS; i++) {
        AcknowledgedWriter writer = new AcknowledgedWriter(COLLECTION, i);
        writers.add(writer);
        ends.add(threads.submit(() -> write(writer, process, calls)));
      }
      assertThat(calls.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.kill();
    }
    for (Future<?> end : ends) {
      end.get(60, TimeUnit.SECONDS);
    }

    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      List<RetrievedPoint> points = all(client);
      for (AcknowledgedWriter writer : writers) {
        assertThat(writer.possibleVersions()).contains(versions(points, writer));
      }
      for (RetrievedPoint point : points) {
        assertThat(vectorsOf(point.getVectors()))
            .isEqualTo(AcknowledgedWriter.vectors(point.getId().getNum(), version(point)));
        assertThat(
                VectorOutputHelper.getSparseVector(
                    point.getVectors().getVectors().getVectorsOrThrow("words")))
            .isEqualTo(AcknowledgedWriter.words(point.getId().getNum(), version(point)));
      }
      for (int word = 0; word < AcknowledgedWriter.WORDS; word++) {
        assertThat(numbersByWord(client, word)).isEqualTo(numbersOfWord(points, word));
      }
    }
  }

  /** Filtered, so that a value of 0 counts. */
  private static Set<Long> numbersByWord(StoreClient client, int word) {
    QueryPoints query =
        QueryPoints.newBuilder()
            .setCollectionName(COLLECTION)
            .setQuery(nearest(List.of(1f), List.of(word)))
            .setUsing("words")
            .setFilter(Filter.newBuilder().addMustNot(matchKeyword("version", "none")))
            .setLimit(1_000_000)
            .build();
    return await(client.qdrant().queryAsync(query)).stream()
        .map(hit -> hit.getId().getNum())
        .collect(Collectors.toSet());
  }

  private static Set<Long> numbersOfWord(List<RetrievedPoint> points, int word) {
    return points.stream()
        .map(point -> point.getId().getNum())
        .filter(number -> AcknowledgedWriter.wordOf(number) == word)
        .collect(Collectors.toSet());
  }

  private static void write(AcknowledgedWriter writer, StoreProcess process, CountDownLatch calls) {
    try (StoreClient client = process.connect()) {
      writer.writeUntilTheStoreIsGone(client, calls::countDown);
    }
  }

  private static void createCollection(StoreClient client) {
    VectorParams.Builder params = VectorParams.newBuilder().setDistance(Distance.Dot);
    await(
        client
            .qdrant()
            .createCollectionAsync(
                CreateCollection.newBuilder()
                    .setCollectionName(COLLECTION)
                    .setVectorsConfig(
                        VectorsConfig.newBuilder()
                            .setParamsMap(
                                VectorParamsMap.newBuilder()
                                    .putMap("text", params.clone().setSize(2).build())
                                    .putMap("image", params.clone().setSize(3).build())))
                    .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder()
                            .putMap("words", SparseVectorParams.getDefaultInstance()))
                    .build()));
  }

  private static List<RetrievedPoint> all(StoreClient client) {
    List<RetrievedPoint> points = new ArrayList<>();
    ScrollPoints.Builder request =
        ScrollPoints.newBuilder()
            .setCollectionName(COLLECTION)
            .setWithVectors(WithVectorsSelectorFactory.enable(true))
            .setLimit(1_000);
    ScrollResponse page;
    do {
      page = await(client.qdrant().scrollAsync(request.build()));
      points.addAll(page.getResultList());
      request.setOffset(page.getNextPageOffset());
    } while (page.hasNextPageOffset());
    return points;
  }

  private static Map<Long, Long> versions(List<RetrievedPoint> points, AcknowledgedWriter writer) {
    return points.stream()
        .filter(point -> writer.owns(point.getId().getNum()))
        .collect(Collectors.toMap(point -> point.getId().getNum(), KilledWritersTest::version));
  }

  private static long version(RetrievedPoint point) {
    return point.getPayloadOrThrow("version").getIntegerValue();
  }
}
