package io.vectorstream.local.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.upsertOf;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.vectorstream.local.qdrant.contract.StoreClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
  private static final String COLLECTION = "events";
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 4;
  private static final int BATCHES_BEFORE_THE_KILL = 60;

  @TempDir Path folder;

  /** The numbers of the batches whose upsert was answered, from 0. */
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

  private final Semaphore places = new Semaphore(IN_FLIGHT);

  @RepeatedTest(2)
  void everyAcknowledgedPointSurvivesAKill() throws Exception {
    StoreProcess process = StoreProcess.start(folder);
    try (StoreClient client = process.connect()) {
      client.create(COLLECTION, 8, Distance.Dot);
      int next = 0;
      while (acknowledged.size() < BATCHES_BEFORE_THE_KILL) {
        assertThat(places.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        send(client, next++);
      }
      // Batches are in flight at this moment, some of them in the middle of being written.
      process.kill();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BATCHES_BEFORE_THE_KILL);

    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      for (int batch : acknowledged) {
        assertStored(client, batch);
      }
      client.upsert(COLLECTION, pointOf(-1));
    }
  }

  @Test
  void metadataSurvivesAKill() throws Exception {
    StoreProcess process = StoreProcess.start(folder);
    try (StoreClient client = process.connect()) {
      client.create(COLLECTION, Map.of("kept", value("a"), "changed", value("b")));
      client.mergeMetadata(
          COLLECTION, Map.of("changed", value(Map.of("to", value(true))), "added", value(1)));
      process.kill();
    }

    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      assertThat(client.metadata(COLLECTION))
          .isEqualTo(
              Map.of(
                  "kept", value("a"),
                  "changed", value(Map.of("to", value(true))),
                  "added", value(1)));
    }
  }

  private void send(StoreClient client, int batch) {
    PointStruct[] points = new PointStruct[BATCH];
    for (int i = 0; i < BATCH; i++) {
      points[i] = pointOf(batch * BATCH + i);
    }
    Futures.addCallback(
        client.qdrant().upsertAsync(upsertOf(COLLECTION, points).build()),
        new FutureCallback<UpdateResult>() {
          @Override
          public void onSuccess(UpdateResult result) {
            acknowledged.add(batch);
            places.release();
          }

          @Override
          public void onFailure(Throwable failure) {
            places.release(); // the process is gone
          }
        },
        MoreExecutors.directExecutor());
  }

  private static void assertStored(StoreClient client, int batch) {
    List<PointId> ids = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      ids.add(id(batch * BATCH + i));
    }
    List<RetrievedPoint> points =
        StoreClient.await(client.qdrant().retrieveAsync(COLLECTION, ids, true, true, null));
    assertThat(points).extracting(RetrievedPoint::getId).containsExactlyInAnyOrderElementsOf(ids);
    for (RetrievedPoint point : points) {
      PointStruct sent = pointOf((int) point.getId().getNum());
      assertThat(point.getPayloadMap()).isEqualTo(sent.getPayloadMap());
      assertThat(vectorOf(point)).isEqualTo(sent.getVectors().getVector().getDense().getDataList());
    }
  }

  private static PointStruct pointOf(int number) {
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = number + i;
    }
    return point(number, Map.of("event_id", value("event-" + number)), vector);
  }
}
