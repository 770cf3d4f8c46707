package io.vectorstream.qdrant;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** Versions of points that come late, again, out of order and from several workers at once. */
final class NewestWinsIT extends StoreTestCase {

  private static final int IDS = 300;
  private static final int VERSIONS = 40;
  private static final int WORKERS = 4;

  @Test
  void severalWorkersThatReplayEverythingOutOfOrderLeaveTheNewest() throws Exception {
    writeFromSeveralWorkers(version -> value(1_000_000 + 7L * version));

    assertThat(storedVersions()).isEqualTo(everyIdAt(value(1_000_000 + 7L * (VERSIONS - 1))));
  }

  @Test
  void versionsMayBeTimes() throws Exception {
    Instant start = Instant.parse("2026-11-24T09:59:59.999990Z");
    writeFromSeveralWorkers(version -> value(start.plusNanos(1_000L * version).toString()));

    assertThat(storedVersions())
        .isEqualTo(everyIdAt(value(start.plusNanos(1_000L * (VERSIONS - 1)).toString())));
  }

  @Test
  void timesMayBeWrittenInAnyForm() throws Exception {
    run(point(1, value("2026-01-31T10:00Z")), point(2, value("2026-01-31T09:30:00.250Z")));

    PipelineResult result =
        run(
            point(1, value("2026-01-31T09:00:00Z")),
            point(2, value("2026-01-31T12:30:00.2500009+0300")));

    assertThat(storedVersions())
        .isEqualTo(
            Map.of(1L, value("2026-01-31T10:00:00Z"), 2L, value("2026-01-31T09:30:00.250Z")));
    assertThat(counter(result, QdrantIO.POINTS_SUPERSEDED)).isEqualTo(1);
  }

  @Test
  void theTwoZerosAreOneVersion() throws Exception {
    run(point(1, value(-0.0)), point(2, value(0.0)));
    run(point(1, value(0.0)), point(2, value(-0.0)), point(3, value(-1)));

    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(-0.0), 2L, value(0.0), 3L, value(-1)));
  }

  /** Each worker writes every version of every id, in an order of its own. */
  private void writeFromSeveralWorkers(VersionOf versionOf) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<Void>> runs = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        List<QdrantPoint> points = new ArrayList<>();
        for (int id = 0; id < IDS; id++) {
          for (int version = 0; version < VERSIONS; version++) {
            points.add(point(id, versionOf.apply(version)));
          }
        }
        Collections.shuffle(points, new Random(worker));
        runs.add(
            () -> {
              TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
              WriteResult<QdrantPoint> result = pipeline.apply(Create.of(points)).apply(write());
              PAssert.that(result.rejected()).empty();
              pipeline.run().waitUntilFinish();
              return null;
            });
      }
      for (Future<Void> run : workers.invokeAll(runs)) {
        run.get();
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private interface VersionOf {
    Value apply(int version);
  }

  @Test
  void anOlderVersionIsToldApartAndAnEqualOneIsNoHarm() throws Exception {
    run(point(1, value(5)), point(2, value(5)), point(3, value(5)));

    PipelineResult result = run(point(1, value(4)), point(2, value(5)), point(3, value(6)));

    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(5), 2L, value(5), 3L, value(6)));
    assertThat(counter(result, QdrantIO.POINTS_SUPERSEDED)).isEqualTo(1);
    assertThat(counter(result, QdrantIO.POINTS_WRITTEN)).isEqualTo(3);
  }

  @Test
  void aPointWithoutAVersionIsReplacedAndOneToWriteRejected() throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    QdrantPoint unversioned = QdrantPoint.withId(1).withVector(new float[] {1, 1});
    pipeline
        .apply(Create.of(unversioned))
        .apply(
            QdrantIO.write()
                .withConnection(connection)
                .withCollection(CollectionSpec.of(collection, VectorSpec.of(2))));
    pipeline.run().waitUntilFinish();

    TestPipeline second = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    WriteResult<QdrantPoint> result =
        second.apply(Create.of(point(1, value(0)), unversioned)).apply(write());
    PAssert.that(result.rejected())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .extracting(Rejected::reason)
                  .containsExactly(
                      "the payload has no \"version\", which is to tell which version is newer");
              return null;
            });
    second.run().waitUntilFinish();

    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(0)));
  }

  @Test
  void aDeletionSparesWhatIsNewerThanItself() throws Exception {
    run(point(1, value(5)), point(2, value(5)), point(3, value(5)), point(4, value(5)));

    PipelineResult result =
        run(
            point(1, value(4)).deleted(),
            point(2, value(6)).deleted(),
            QdrantPoint.withId(3).deleted(),
            point(5, value(1)).deleted());

    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(5), 4L, value(5)));
    assertThat(counter(result, QdrantIO.POINTS_DELETED)).isEqualTo(2);
    assertThat(counter(result, QdrantIO.DELETIONS_WITHOUT_EFFECT)).isEqualTo(2);
    assertThat(counter(result, QdrantIO.POINTS_SUPERSEDED)).isEqualTo(1);
  }

  @Test
  void aDeletionOfTheSameVersionSparesThePointUnlessItIsToTakeItAway() throws Exception {
    run(point(1, value(5)), point(2, value(6)), point(3, value(4)), point(4, value(9)));
    QdrantPoint[] deletions = {
      point(1, value(5)).deleted(),
      point(2, value(5)).deleted(),
      point(3, value(5)).deleted(),
      point(4, value(9)).deleted()
    };

    run(deletions);
    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(5), 2L, value(6), 4L, value(9)));

    PipelineResult result = run(write().withSameVersionDeleted(), deletions);
    assertThat(storedVersions()).isEqualTo(Map.of(2L, value(6)));
    assertThat(counter(result, QdrantIO.POINTS_DELETED)).isEqualTo(2);
    assertThat(counter(result, QdrantIO.POINTS_SUPERSEDED)).isEqualTo(1);
  }

  @Test
  void aDeletionThatIsToTakeAwayItsVersionHasToHaveOne() throws Exception {
    run(point(1, value(5)), point(2, value(5)));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    WriteResult<QdrantPoint> result =
        pipeline
            .apply(Create.of(point(1, value(true)).deleted(), QdrantPoint.withId(2).deleted()))
            .apply(write().withSameVersionDeleted());
    PAssert.that(
            result
                .rejected()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Rejected::reason)))
        .containsInAnyOrder("\"version\" is neither a number nor an ISO-8601 time with an offset");
    pipeline.run().waitUntilFinish();

    assertThat(storedVersions()).isEqualTo(Map.of(1L, value(5)));
  }

  @Test
  void soItIsOfTimes() throws Exception {
    run(
        point(1, value("2026-01-31T10:00:00.250001Z")),
        point(2, value("2026-01-31T10:00:00.250002Z")));

    run(
        write().withSameVersionDeleted(),
        point(1, value("2026-01-31T11:00:00.250001+0100")).deleted(),
        point(2, value("2026-01-31T10:00:00.250001Z")).deleted());

    assertThat(storedVersions()).isEqualTo(Map.of(2L, value("2026-01-31T10:00:00.250002Z")));
  }

  private PipelineResult run(QdrantPoint... points) {
    return run(write(), points);
  }

  private static PipelineResult run(QdrantIO.Write<QdrantPoint> write, QdrantPoint... points) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    WriteResult<QdrantPoint> result = pipeline.apply(Create.of(List.of(points))).apply(write);
    PAssert.that(result.rejected()).empty();
    PipelineResult finished = pipeline.run();
    finished.waitUntilFinish();
    return finished;
  }

  private QdrantIO.Write<QdrantPoint> write() {
    return QdrantIO.write()
        .withConnection(connection)
        .withCollection(CollectionSpec.of(collection, VectorSpec.of(2)))
        .withVersion("version")
        .withBatchSize(64);
  }

  private static QdrantPoint point(long id, Value version) {
    return QdrantPoint.withId(id)
        .withVector(new float[] {1, id})
        .withPayload(Map.of("version", version));
  }

  private static Map<Long, Value> everyIdAt(Value version) {
    Map<Long, Value> expected = new HashMap<>();
    for (long id = 0; id < IDS; id++) {
      expected.put(id, version);
    }
    return expected;
  }

  private Map<Long, Value> storedVersions() throws Exception {
    Map<Long, Value> versions = new HashMap<>();
    for (RetrievedPoint point :
        client
            .scrollAsync(
                ScrollPoints.newBuilder()
                    .setCollectionName(collection)
                    .setLimit(10_000)
                    .setOffset(PointIdFactory.id(0))
                    .setWithPayload(WithPayloadSelectorFactory.enable(true))
                    .build())
            .get()
            .getResultList()) {
      versions.put(point.getId().getNum(), point.getPayloadMap().get("version"));
    }
    return versions;
  }

  private static long counter(PipelineResult result, MetricName name) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(QdrantIO.class, name.getName()))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getCommitted();
  }
}
