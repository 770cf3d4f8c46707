package io.vectorstream.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.shared.SharedResources.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SharedResourcesTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private AutoCloseable open(String key) {
    opened.incrementAndGet();
    return closed::countDown;
  }

  @Test
  void manyThreadsShareOneResource() throws Exception {
    SharedResources<String, AutoCloseable> resources = new SharedResources<>(Duration.ofHours(1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<AutoCloseable>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      tasks.add(
          () -> {
            try (Lease<AutoCloseable> lease = resources.acquire("key", this::open)) {
              return lease.get();
            }
          });
    }

    List<Future<AutoCloseable>> resourcesSeen = threads.invokeAll(tasks);
    threads.shutdown();

    assertThat(opened).hasValue(1);
    AutoCloseable first = resourcesSeen.get(0).get();
    for (Future<AutoCloseable> seen : resourcesSeen) {
      assertThat(seen.get()).isSameAs(first);
    }
    assertThat(closed.getCount()).as("it lingers").isEqualTo(1);
  }

  @Test
  void theLastOneToGiveBackClosesIt() throws Exception {
    SharedResources<String, AutoCloseable> resources = new SharedResources<>(Duration.ZERO);
    Lease<AutoCloseable> first = resources.acquire("key", this::open);
    Lease<AutoCloseable> second = resources.acquire("key", this::open);

    first.close();
    first.close();
    assertThat(second.get()).isNotNull();
    assertThatThrownBy(first::get).hasMessage("the resource was given back");
    second.close();

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    resources.acquire("key", this::open).close();
    assertThat(opened).hasValue(2);
  }

  @Test
  void aResourceLingersForItsTimeAndNoLonger() {
    List<Runnable> rings = new ArrayList<>();
    SharedResources<String, AutoCloseable> resources =
        new SharedResources<>(Duration.ofMinutes(1), (delay, action) -> rings.add(action));
    resources.acquire("key", this::open).close();
    Lease<AutoCloseable> next = resources.acquire("key", this::open);

    rings.get(0).run();
    next.close();
    rings.get(0).run();
    assertThat(closed.getCount()).as("in use, then idle for less than its time").isEqualTo(1);

    rings.get(1).run();
    assertThat(closed.getCount()).isZero();
    assertThat(opened).hasValue(1);
  }

  @Test
  void aWorkerOfOneRunKeepsWhatWorks() {
    List<Runnable> rings = new ArrayList<>();
    SharedResources<String, AutoCloseable> resources =
        new SharedResources<>(Duration.ofMinutes(1), (delay, action) -> rings.add(action));
    WorkerProcess.dedicateToRun();
    try {
      resources.acquire("key", this::open).close();
      assertThat(rings).isEmpty();
      resources.acquire("key", this::open).close();
      assertThat(opened).hasValue(1);

      resources.acquire("key", this::open).retire();
      rings.get(0).run();
      assertThat(closed.getCount()).as("what does not work is closed all the same").isZero();
    } finally {
      WorkerProcess.release();
    }
  }

  @Test
  void aRetiredResourceIsClosedWithItsLastUserAndLentToNobodyElse() {
    List<Runnable> rings = new ArrayList<>();
    List<Duration> delays = new ArrayList<>();
    SharedResources<String, AutoCloseable> resources =
        new SharedResources<>(
            Duration.ofMinutes(1),
            (delay, action) -> {
              delays.add(delay);
              rings.add(action);
            });
    Lease<AutoCloseable> first = resources.acquire("key", this::open);
    Lease<AutoCloseable> second = resources.acquire("key", this::open);

    first.retire();
    Lease<AutoCloseable> third = resources.acquire("key", this::open);
    assertThat(third.get()).isNotSameAs(second.get());
    assertThat(rings).as("the second still has it").isEmpty();
    second.retire();

    assertThat(delays).containsExactly(Duration.ZERO);
    rings.get(0).run();
    assertThat(closed.getCount()).isZero();
    assertThat(resources.acquire("key", this::open).get()).isSameAs(third.get());
    assertThat(opened).hasValue(2);
  }

  @Test
  void eachKeyHasItsOwn() {
    SharedResources<String, AutoCloseable> resources = new SharedResources<>(Duration.ofHours(1));

    assertThat(resources.acquire("a", this::open).get())
        .isNotSameAs(resources.acquire("b", this::open).get());
  }

  @Test
  void aFailureIsNotRemembered() {
    SharedResources<String, AutoCloseable> resources = new SharedResources<>(Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                resources.acquire(
                    "key",
                    key -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");
    assertThat(resources.acquire("key", this::open).get()).isNotNull();
  }
}
