package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpreadSessionTest {

  private static final long[][] TEXTS = FakeModelSession.texts(20);

  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final List<FakeModelSession> cpus = new CopyOnWriteArrayList<>();
  private final List<String> lost = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private SpreadSession spread(ModelSession... cards) {
    return new SpreadSession(List.of(cards), this::openCpu, lost::add);
  }

  private ModelSession openCpu() {
    FakeModelSession cpu = new FakeModelSession("cpu");
    cpus.add(cpu);
    return cpu;
  }

  /** A card that is lost for good with a certain pass. */
  private static FakeModelSession losing(String device, int pass) {
    AtomicInteger passes = new AtomicInteger();
    return new FakeModelSession(
        device,
        tokens -> {
          if (passes.incrementAndGet() >= pass) {
            throw FakeModelSession.engineFailure(FakeModelSession.LOST);
          }
        });
  }

  private static void assertRuns(ModelSession session) {
    assertThat(session.run(TEXTS)).isDeepEqualTo(FakeModelSession.vectors(TEXTS));
  }

  private void runInThreads(ModelSession session, int calls) throws Exception {
    List<Callable<float[][]>> all = Collections.nCopies(calls, () -> session.run(TEXTS));
    for (Future<float[][]> vectors : threads.invokeAll(all)) {
      assertThat(vectors.get()).isDeepEqualTo(FakeModelSession.vectors(TEXTS));
    }
  }

  /** A card whose vectors are NaN in every component, which is how a faulty one fails. */
  private record FaultyCard(FakeModelSession delegate) implements ModelSession {

    @Override
    public String device() {
      return delegate.device();
    }

    @Override
    public float[][] run(long[][] tokens) {
      float[][] vectors = delegate.run(tokens);
      for (float[] vector : vectors) {
        Arrays.fill(vector, Float.NaN);
      }
      return vectors;
    }

    @Override
    public void close() {
      delegate.close();
    }
  }

  @Test
  void aFaultyCardDoesNotDecideAlone() throws Exception {
    FakeModelSession faulty = new FakeModelSession("gpu:0");
    FakeModelSession sound = new FakeModelSession("gpu:1");
    SpreadSession session = spread(new FaultyCard(faulty), sound);

    runInThreads(session, 200);

    assertThat(sound.passes()).hasSize(200);
    assertThat(faulty.passes()).isNotEmpty();
    assertThat(lost).as("it may be one text that only overflows there").isEmpty();
  }

  @Test
  void whatNoCardCanDoIsSaidByTwo() {
    FakeModelSession first = new FakeModelSession("gpu:0");
    FakeModelSession second = new FakeModelSession("gpu:1");
    SpreadSession session = spread(new FaultyCard(first), new FaultyCard(second));

    assertThat(session.run(TEXTS)[0]).containsOnly(Float.NaN);
    assertThat(first.passes()).hasSize(1);
    assertThat(second.passes()).hasSize(1);
    assertThat(spread(new FaultyCard(first)).run(TEXTS)[0]).containsOnly(Float.NaN);
    assertThat(cpus).isEmpty();
  }

  @Test
  void cardsTakeTurns() {
    FakeModelSession first = new FakeModelSession("gpu:0");
    FakeModelSession second = new FakeModelSession("gpu:1");
    SpreadSession session = spread(first, second);

    for (int pass = 0; pass < 10; pass++) {
      assertRuns(session);
    }

    assertThat(first.passes()).hasSize(5);
    assertThat(second.passes()).hasSize(5);
    assertThat(session.device()).isEqualTo("gpu:0,gpu:1");
    assertThat(session.takeDevicesLost()).isZero();
    assertThat(cpus).isEmpty();
  }

  @Test
  void aBusyCardIsLeftToItsWork() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FakeModelSession busy =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              started.countDown();
              awaitUninterrupted(end);
            });
    FakeModelSession idle = new FakeModelSession("gpu:1");
    SpreadSession session = spread(busy, idle);
    Future<float[][]> slow = threads.submit(() -> session.run(TEXTS));
    started.await();

    for (int pass = 0; pass < 5; pass++) {
      assertRuns(session);
    }

    assertThat(idle.passes()).hasSize(5);
    end.countDown();
    assertThat(slow.get()).isDeepEqualTo(FakeModelSession.vectors(TEXTS));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whenTheOnlyCardIsLostTheCpuGoesOn() {
    FakeModelSession card = losing("gpu:0", 3);
    SpreadSession session = spread(card);

    for (int pass = 0; pass < 10; pass++) {
      assertRuns(session);
    }

    assertThat(card.passes()).hasSize(2);
    assertThat(cpus).hasSize(1);
    assertThat(cpus.get(0).passes()).hasSize(8);
    assertThat(session.device()).isEqualTo("cpu");
    assertThat(lost).containsExactly("gpu:0");
    assertThat(session.takeDevicesLost()).isEqualTo(1);
    assertThat(session.takeDevicesLost()).isZero();
  }

  @Test
  void whenOneCardIsLostTheOtherGoesOn() {
    FakeModelSession healthy = new FakeModelSession("gpu:1");
    SpreadSession session = spread(losing("gpu:0", 2), healthy);

    for (int pass = 0; pass < 10; pass++) {
      assertRuns(session);
    }

    assertThat(healthy.passes()).hasSize(9);
    assertThat(cpus).isEmpty();
    assertThat(session.device()).isEqualTo("gpu:1");
    assertThat(session.takeDevicesLost()).isEqualTo(1);
  }

  @Test
  void aPassMaySurviveTheLossOfEveryCard() {
    SpreadSession session = spread(losing("gpu:0", 1), losing("gpu:1", 1), losing("gpu:2", 1));

    assertRuns(session);

    assertThat(lost).containsExactlyInAnyOrder("gpu:0", "gpu:1", "gpu:2");
    assertThat(session.takeDevicesLost()).isEqualTo(3);
    assertThat(cpus).hasSize(1);
  }

  @Test
  void threadsThatFindACardLostTogetherAreOneLossAndOneCpu() throws Exception {
    CountDownLatch allIn = new CountDownLatch(8);
    FakeModelSession card =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              allIn.countDown();
              awaitUninterrupted(allIn);
              throw FakeModelSession.engineFailure(FakeModelSession.LOST);
            });
    SpreadSession session = spread(card);

    runInThreads(session, 8);

    assertThat(lost).containsExactly("gpu:0");
    assertThat(session.takeDevicesLost()).isEqualTo(1);
    assertThat(cpus).hasSize(1);
    assertThat(cpus.get(0).passes()).hasSize(8);
  }

  @Test
  void cardsLostUnderLoadLoseNoPass() throws Exception {
    SpreadSession session = spread(losing("gpu:0", 40), losing("gpu:1", 90));

    runInThreads(session, 400);

    assertThat(lost).containsExactlyInAnyOrder("gpu:0", "gpu:1");
    assertThat(session.takeDevicesLost()).isEqualTo(2);
    assertThat(cpus).hasSize(1);
  }

  @Test
  void aPassThatFailsOnlyByItsTextsLosesNothing() {
    FakeModelSession card =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              throw FakeModelSession.engineFailure("index out of range in self");
            });
    SpreadSession session = spread(card);

    assertThatThrownBy(() -> session.run(TEXTS)).isInstanceOf(EmbeddingException.class);
    assertThat(session.device()).isEqualTo("gpu:0");
    assertThat(session.takeDevicesLost()).isZero();
  }

  @Test
  void aCpuThatDoesNotLoadIsTriedAgain() {
    List<String> tries = new ArrayList<>();
    SpreadSession session =
        new SpreadSession(
            List.of(losing("gpu:0", 1)),
            () -> {
              tries.add("cpu");
              if (tries.size() == 1) {
                throw new EmbeddingException("no memory");
              }
              return openCpu();
            },
            lost::add);

    assertThatThrownBy(() -> session.run(TEXTS)).hasMessage("no memory");
    assertRuns(session);
    assertThat(session.takeDevicesLost()).isEqualTo(1);
  }

  @Test
  void aPassIsHalvedOnOneCardAndRepeatedWholeOnAnother() {
    AtomicInteger passes = new AtomicInteger();
    FakeModelSession failing =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              int pass = passes.incrementAndGet();
              if (pass != 2) {
                throw FakeModelSession.engineFailure(
                    pass == 1 ? FakeModelSession.NO_MEMORY : FakeModelSession.LOST);
              }
            });
    FakeModelSession healthy = new FakeModelSession("gpu:1");
    SpreadSession session = spread(new HalvingSession(failing), new HalvingSession(healthy));

    assertRuns(session);

    assertThat(healthy.passes()).hasSize(1);
    assertThat(healthy.passes().stream().flatMap(Arrays::stream)).containsExactly(TEXTS);
  }

  @Test
  void closingClosesAllAndALostCardMayRefuse() {
    ModelSession stubborn =
        new ModelSession() {
          @Override
          public String device() {
            return "gpu:0";
          }

          @Override
          public float[][] run(long[][] tokens) {
            throw FakeModelSession.engineFailure(FakeModelSession.LOST);
          }

          @Override
          public void close() {
            throw FakeModelSession.engineFailure(FakeModelSession.LOST);
          }
        };
    FakeModelSession losing = losing("gpu:1", 1);
    SpreadSession session = spread(stubborn, losing);
    assertRuns(session);

    session.close();

    assertThat(losing.closes()).isEqualTo(1);
    assertThat(cpus.get(0).closes()).isEqualTo(1);
  }
}
