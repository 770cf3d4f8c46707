package io.vectorstream.local.faults;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.qdrant.client.WithPayloadSelectorFactory.enable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyProxyTest {
  private static final MethodDescriptor<?, ?> UPSERT = PointsGrpc.getUpsertMethod();
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String COLLECTION = "points";
  private static final String KEY = "a key";

  @TempDir Path folder;

  private EmbeddedQdrant store;
  private FaultyProxy proxy;
  private QdrantClient direct;
  private QdrantClient client;

  @BeforeEach
  void start() {
    store = EmbeddedQdrant.start(folder, 0, KEY);
    proxy = FaultyProxy.start("127.0.0.1", store.port());
    direct = client(store.port(), Duration.ofSeconds(30));
    client = client(proxy.port(), Duration.ofSeconds(30));
    await(
        direct.createCollectionAsync(
            COLLECTION, VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot).build()));
  }

  @AfterEach
  void stop() {
    client.close();
    direct.close();
    proxy.close();
    store.close();
  }

  @Test
  void callsWithoutAFaultArePassedOnWithTheirHeaders() {
    assertThat(proxy.url()).isEqualTo("http://127.0.0.1:" + proxy.port());
    assertThat(upsert(1).getStatus().name()).isEqualTo("Completed");
    assertThat(stored()).containsExactly(1L);

    try (QdrantClient stranger =
        new QdrantClient(
            QdrantGrpcClient.newBuilder("127.0.0.1", proxy.port(), false, false).build())) {
      assertThat(refusal(stranger.countAsync(COLLECTION)).getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void aRequestOfManyMegabytesGoesThrough() {
    String text = "much ".repeat(4_000_000);
    PointStruct point = point(1).toBuilder().putPayload("text", value(text)).build();
    await(client.upsertAsync(COLLECTION, List.of(point)));
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void aStandingFaultLooksAtEachRequestAndMayChangeIt() {
    proxy.otherwise(call -> call.readRequest(request -> takeOnlySmallIds(call, request)));

    assertThat(refusal(client.upsertAsync(COLLECTION, List.of(point(1), point(11)))).getCode())
        .isEqualTo(Status.Code.INTERNAL);
    assertThat(stored()).containsExactly(1L);
    assertThat(upsert(2).getStatus().name()).isEqualTo("Completed");
    proxy.otherwise(Faults.none());
    assertThat(upsert(12).getStatus().name()).isEqualTo("Completed");
    assertThat(stored()).containsExactlyInAnyOrder(1L, 2L, 12L);
  }

  /** Fails after the server has applied what is left of a request without ids above ten. */
  private static void takeOnlySmallIds(ProxiedCall call, byte[] request) {
    try {
      UpsertPoints points = UpsertPoints.parseFrom(request);
      List<PointStruct> small =
          points.getPointsList().stream().filter(point -> point.getId().getNum() <= 10).toList();
      if (small.size() == points.getPointsCount()) {
        call.pass();
        return;
      }
      call.replaceRequest(
          points.toBuilder().clearPoints().addAllPoints(small).build().toByteArray());
      call.applyThen(() -> call.fail(Status.INTERNAL, new Metadata()));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCallHasTheClientsDeadlineAtTheServer() throws Exception {
    BlockingQueue<Deadline> deadlines = new LinkedBlockingQueue<>();
    proxy.schedule(
        1,
        call -> {
          deadlines.add(Context.current().getDeadline());
          call.pass();
        });
    try (FaultyProxy outer = FaultyProxy.start("127.0.0.1", proxy.port());
        QdrantClient patient = client(outer.port(), LONG)) {
      await(patient.countAsync(COLLECTION));
    }
    assertThat(deadlines.take().timeRemaining(TimeUnit.SECONDS))
        .isBetween(LONG.toSeconds() / 2, LONG.toSeconds());
  }

  @Test
  void onlyScheduledCallsMeetTheFaultAndInTheirOrder() {
    proxy
        .schedule(UPSERT, 1, Faults.none())
        .schedule(UPSERT, 2, Faults.unavailable())
        .schedule(UPSERT, 1, Faults.aborted());
    upsert(1);
    assertThat(proxy.pending()).isEqualTo(3);
    assertThat(await(client.countAsync(COLLECTION))).as("another method").isEqualTo(1);
    assertThat(upsertRefusal(2).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(upsertRefusal(3).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(upsertRefusal(4).getCode()).isEqualTo(Status.Code.ABORTED);
    upsert(5);
    assertThat(stored()).containsExactly(1L, 5L);
    assertThat(proxy.met(Faults.unavailable())).isEqualTo(2);
    assertThat(proxy.met(Faults.aborted())).isEqualTo(1);
    assertThat(proxy.met(Faults.reset())).isZero();
    assertThat(proxy.pending()).isZero();
  }

  @Test
  void aMethodsOwnFaultsGoBeforeThoseOfAllMethods() {
    proxy.schedule(2, Faults.aborted()).schedule(UPSERT, 1, Faults.unavailable());
    assertThat(upsertRefusal(1).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(upsertRefusal(2).getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(refusal(client.countAsync(COLLECTION)).getCode()).isEqualTo(Status.Code.ABORTED);
    upsert(3);
    assertThat(stored()).containsExactly(3L);
  }

  @Test
  void resourceExhaustedSaysInWholeSecondsWhenToComeAgain() {
    proxy.schedule(UPSERT, 1, Faults.resourceExhausted(Duration.ofMillis(1_001)));
    StatusRuntimeException refusal = failure(client.upsertAsync(COLLECTION, List.of(point(1))));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.getTrailers().get(Faults.RETRY_AFTER)).isEqualTo("2");
    assertThat(stored()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.resourceExhausted(Duration.ofMillis(999)))
        .withMessage("retryAfter has to be a second or more, it is PT0.999S");
  }

  @Test
  void aDroppedAnswerIsOneOfAnAppliedCall() {
    proxy.schedule(UPSERT, 1, Faults.dropAnswer());
    assertThat(upsertRefusal(1).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stored()).containsExactly(1L);
    assertThat(proxy.met(Faults.dropAnswer())).isEqualTo(1);
  }

  @Test
  void aCallIsDelayedBeforeItIsAppliedOrAfter() {
    try (QdrantClient hasty = client(proxy.port(), Duration.ofSeconds(1))) {
      proxy.schedule(UPSERT, 1, Faults.delay(LONG));
      assertThat(refusal(hasty.upsertAsync(COLLECTION, List.of(point(1)))).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(stored()).isEmpty();

      proxy.schedule(UPSERT, 1, Faults.delay(LONG).afterApplying());
      assertThat(refusal(hasty.upsertAsync(COLLECTION, List.of(point(2)))).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(stored()).containsExactly(2L);
    }
    proxy.schedule(UPSERT, 1, Faults.delay(Duration.ofMillis(100)));
    upsert(3);
    proxy.schedule(UPSERT, 1, Faults.delay(Duration.ofMillis(100)).afterApplying());
    upsert(4);
    assertThat(stored()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aCallWithoutAnAnswerEndsAtTheDeadline() {
    try (QdrantClient hasty = client(proxy.port(), Duration.ofSeconds(1))) {
      proxy.schedule(UPSERT, 1, Faults.noAnswer());
      assertThat(refusal(hasty.upsertAsync(COLLECTION, List.of(point(1)))).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void aResetTearsTheConnectionBeforeOrAfterTheCallIsApplied() {
    proxy.schedule(UPSERT, 1, Faults.reset());
    assertThat(upsertRefusal(1).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stored()).isEmpty();
    proxy.schedule(UPSERT, 1, Faults.reset().afterApplying());
    assertThat(upsertRefusal(2).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stored()).containsExactly(2L);
    upsert(3);
    assertThat(proxy.connections()).isEqualTo(3);
    assertThat(proxy.torn()).isEqualTo(2);
  }

  @Test
  void aResetTearsTheOtherCallsThatAreUnderWay() {
    proxy.schedule(UPSERT, 1, Faults.noAnswer()).schedule(UPSERT, 1, Faults.reset());
    ListenableFuture<UpdateResult> waiting = client.upsertAsync(COLLECTION, List.of(point(1)));
    assertThat(upsertRefusal(2).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refusal(waiting).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void connectionsAreRefusedUntilThePortIsOpenAgain() {
    proxy.schedule(UPSERT, 1, Faults.refuse(LONG));
    assertThat(upsertRefusal(1).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket("127.0.0.1", proxy.port()).close());
    assertThat(upsertRefusal(2).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stored()).isEmpty();
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void aRefusedConnectionComesBackAtTheSamePort() throws Exception {
    int port = proxy.port();
    proxy.schedule(UPSERT, 1, Faults.refuse(Duration.ofMillis(300)));
    assertThat(upsertRefusal(1).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!tryToUpsert(2)) {
      assertThat(System.nanoTime()).as("the port opens again").isLessThan(limit);
    }
    assertThat(proxy.port()).isEqualTo(port);
    assertThat(stored()).containsExactly(2L);
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    store.close();
    assertThat(refusal(client.countAsync(COLLECTION)).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aPortInUseAndNoCallsAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> FaultyProxy.start("127.0.0.1", store.port(), proxy.port()))
        .withMessageStartingWith("The proxy cannot listen at port " + proxy.port());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.schedule(0, Faults.none()))
        .withMessage("calls has to be 1 or more, it is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.fail(Status.OK));
  }

  private boolean tryToUpsert(long number) throws InterruptedException {
    try {
      client.upsertAsync(COLLECTION, List.of(point(number))).get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private UpdateResult upsert(long number) {
    return await(client.upsertAsync(COLLECTION, List.of(point(number))));
  }

  private Status upsertRefusal(long number) {
    return refusal(client.upsertAsync(COLLECTION, List.of(point(number))));
  }

  /** The numbers that name the stored points, seen without the proxy. */
  private List<Long> stored() {
    return await(
            direct.scrollAsync(
                ScrollPoints.newBuilder()
                    .setCollectionName(COLLECTION)
                    .setWithPayload(enable(false))
                    .build()))
        .getResultList()
        .stream()
        .map(point -> point.getId().getNum())
        .toList();
  }

  private static PointStruct point(long number) {
    return PointStruct.newBuilder().setId(id(number)).setVectors(vectors(1, number)).build();
  }

  private static QdrantClient client(int port, Duration timeout) {
    return new QdrantClient(
        QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false)
            .withApiKey(KEY)
            .withTimeout(timeout)
            .build());
  }

  private static Status refusal(ListenableFuture<?> call) {
    return failure(call).getStatus();
  }

  private static StatusRuntimeException failure(ListenableFuture<?> call) {
    ExecutionException failure =
        catchThrowableOfType(ExecutionException.class, () -> call.get(60, TimeUnit.SECONDS));
    return (StatusRuntimeException) failure.getCause();
  }

  private static <T> T await(ListenableFuture<T> call) {
    try {
      return call.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
