package io.vectorstream.pipeline;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.Faults;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults between the pipeline and the store: because of them no event is lost, and none is a dead
 * letter that would not be one anyway. {@code -Dfaults.times=20} lets each be met by 20 runs.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class QdrantFaultsIT {

  private static final int EVENTS = 2_000;
  private static final int TIMES = Integer.getInteger("faults.times", 1);

  private static final Fault NONE = Faults.none();

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void connectionRefusedAtTimes(String runner, int time) throws Exception {
    Fault refused = Faults.refuse(Duration.ofSeconds(1));
    int torn = checkUnder(runner, List.of(NONE, refused, NONE, NONE, refused, NONE, refused));
    assertThat(torn).isPositive();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void delayedCallsAndAnswers(String runner, int time) throws Exception {
    Fault late = Faults.delay(Duration.ofSeconds(1));
    checkUnder(runner, List.of(NONE, late, late.afterApplying(), late, late.afterApplying()));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onBothRunners")
  void answerDroppedAfterApplying(String runner, int time) throws Exception {
    Fault dropped = Faults.dropAnswer();
    checkUnder(runner, List.of(dropped, NONE, dropped, dropped, dropped));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void resetMidStream(String runner, int time) throws Exception {
    Fault reset = Faults.reset();
    int torn =
        checkUnder(
            runner, List.of(NONE, reset, NONE, reset.afterApplying(), reset, NONE, NONE, reset));
    assertThat(torn).isPositive();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onBothRunners")
  void burstsOfUnavailable(String runner, int time) throws Exception {
    Fault away = Faults.unavailable();
    checkUnder(runner, List.of(NONE, away, away, away, away, NONE, away, away));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void resourceExhaustedWithRetryAfter(String runner, int time) throws Exception {
    Fault exhausted = Faults.resourceExhausted(Duration.ofSeconds(1));
    checkUnder(runner, List.of(NONE, exhausted, exhausted, NONE, exhausted));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void aborted(String runner, int time) throws Exception {
    Fault aborted = Faults.aborted();
    checkUnder(runner, List.of(aborted, NONE, aborted, aborted));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void serversOwnErrors(String runner, int time) throws Exception {
    Fault internal = Faults.fail(Status.INTERNAL);
    Fault unknown = Faults.fail(Status.UNKNOWN);
    checkUnder(runner, List.of(NONE, internal, NONE, unknown, NONE, internal, unknown));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void aShardAwayAndARateLimitBelowTheBatch(String runner, int time) throws Exception {
    Fault shard =
        answer(
            Status.INTERNAL,
            "Service internal error: The replica set for shard 1 on peer 2 has no active replica");
    Fault rate =
        answer(
            Status.RESOURCE_EXHAUSTED,
            "Write rate limit exceeded, request larger than rate limiter capacity, please try to"
                + " split your request");
    checkUnder(runner, List.of(NONE, shard, shard, rate, rate, rate, NONE, shard, rate));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onBothRunners")
  void aCollectionThatIsFullStopsTheRun(String runner, int time) throws Exception {
    Path report = folder.resolve("report.json");
    String refusal = "Bad request: Max points count limit of 50 reached!";
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      services.send(GeneratorConfig.defaults().withProducts(10), EVENTS);
      proxy
          .schedule(PointsGrpc.getUpsertMethod(), 2, NONE)
          .schedule(
              PointsGrpc.getUpsertMethod(), 10 * EVENTS, answer(Status.INVALID_ARGUMENT, refusal));

      Services.Outcome outcome =
          services.run(
              "--runner=" + runner,
              "--qdrantUrl=" + proxy.url(),
              "--maxEvents=" + EVENTS,
              "--embeddingBatchSize=64",
              "--report=" + report);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(Files.readString(report))
          .contains(
              "Qdrant takes none of the points that it is given: INVALID_ARGUMENT: " + refusal);
      assertThat(services.deadLetters()).isEmpty();
    }
  }

  private static Fault answer(Status status, String description) {
    return call -> call.fail(status.withDescription(description), new Metadata());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void neverAnswered(String runner, int time) throws Exception {
    Fault unanswered = Faults.noAnswer();
    checkUnder(
        runner,
        List.of(NONE, unanswered, NONE, unanswered.afterApplying()),
        "--qdrantTimeout=5000");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onDirectRunner")
  void awayForAMinute(String runner, int time) throws Exception {
    int torn = checkUnder(runner, List.of(NONE, NONE, Faults.refuse(Duration.ofMinutes(1))));
    assertThat(torn).isPositive();
  }

  /** What DirectRunner does not do: try a bundle again that has failed. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("onSparkRunner")
  void awayForLongerThanABundleWaits(String runner, int time) throws Exception {
    int torn =
        checkUnder(
            runner, List.of(NONE, Faults.refuse(Duration.ofSeconds(5))), "--qdrantMaxOutage=3000");
    assertThat(torn).isPositive();
  }

  static Stream<Arguments> onSparkRunner() {
    return on("SparkRunner");
  }

  static Stream<Arguments> onDirectRunner() {
    return on("DirectRunner");
  }

  static Stream<Arguments> onBothRunners() {
    return Stream.concat(on("DirectRunner"), on("SparkRunner"));
  }

  private static Stream<Arguments> on(String runner) {
    return IntStream.rangeClosed(1, TIMES).mapToObj(time -> Arguments.of(runner, time));
  }

  /**
   * Runs the pipeline while its upserts meet these faults, the first one the first and so on.
   *
   * @return how many connections were torn
   */
  private int checkUnder(String runner, List<Fault> faults, String... options) throws Exception {
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      List<GeneratedEvent> events =
          services.send(
              GeneratorConfig.defaults().withProducts(10).withMalformedPercent(5), EVENTS);
      faults.forEach(fault -> proxy.schedule(PointsGrpc.getUpsertMethod(), 1, fault));

      Services.Outcome outcome =
          services.run(
              Stream.concat(
                      Stream.of(
                          "--runner=" + runner,
                          "--qdrantUrl=" + proxy.url(),
                          "--maxEvents=" + EVENTS,
                          // Enough upserts for every fault.
                          "--embeddingBatchSize=64"),
                      Stream.of(options))
                  .toArray(String[]::new));

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.exitCode()).isZero();
      for (Fault fault : faults) {
        assertThat(proxy.met(fault)).as("%s", fault).isEqualTo(frequency(faults, fault));
      }
      ExactlyOnce.checkStored(events, services.points());
      ExactlyOnce.checkKept(events, services.deadLetters());
      return proxy.torn();
    }
  }
}
