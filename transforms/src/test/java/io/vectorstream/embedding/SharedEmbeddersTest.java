package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedEmbeddersTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Runnable> scheduled = new ArrayList<>();
  private final SharedEmbedders embedders =
      new SharedEmbedders((delay, action) -> scheduled.add(action));
  private final List<CountingTextEmbedder> opened = new CopyOnWriteArrayList<>();
  private final TextEmbedderFactory factory = this::openOne;

  private TextEmbedder openOne() {
    CountingTextEmbedder embedder = new CountingTextEmbedder(new HashTextEmbedder());
    opened.add(embedder);
    return embedder;
  }

  @Test
  void opensOnceAndClosesWithTheLast() {
    TextEmbedder first = SharedTextEmbedder.open(embedders, factory, Duration.ZERO);
    TextEmbedder second = SharedTextEmbedder.open(embedders, factory, Duration.ZERO);
    assertThat(opened).hasSize(1);

    first.close();
    assertThat(opened.get(0).closes()).isZero();
    assertThat(second.embed(List.of("a"))).containsExactly(HashTextEmbedder.vector("a"));

    second.close();
    assertThat(opened.get(0).closes()).isEqualTo(1);
  }

  @Test
  void closingTwiceGivesBackOnce() {
    TextEmbedder first = SharedTextEmbedder.open(embedders, factory, Duration.ZERO);
    TextEmbedder second = SharedTextEmbedder.open(embedders, factory, Duration.ZERO);
    first.close();
    first.close();

    assertThat(opened.get(0).closes()).isZero();
    second.close();
  }

  @Test
  void refusesToEmbedOnAClosedHold() {
    TextEmbedder first = SharedTextEmbedder.open(embedders, factory, Duration.ZERO);
    first.close();

    assertThatThrownBy(() -> first.embed(List.of("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fake:hash");
  }

  @Test
  void opensAnewAfterTheLastHasClosed() {
    SharedTextEmbedder.open(embedders, factory, Duration.ZERO).close();
    SharedTextEmbedder.open(embedders, factory, Duration.ZERO).close();

    assertThat(opened).hasSize(2);
  }

  @Test
  void keepsAnIdleModelForItsTimeAndNoLonger() {
    SharedTextEmbedder.open(embedders, factory, MINUTE).close();
    TextEmbedder next = SharedTextEmbedder.open(embedders, factory, MINUTE);
    assertThat(opened).hasSize(1);

    // The first timer rings while the model is in use again, and once more when a second runs.
    scheduled.get(0).run();
    assertThat(opened.get(0).closes()).isZero();
    next.close();
    scheduled.get(0).run();
    assertThat(opened.get(0).closes()).isZero();

    scheduled.get(1).run();
    assertThat(opened.get(0).closes()).isEqualTo(1);
  }

  @Test
  void doesNotRememberAFailedOpen() {
    List<String> attempts = new ArrayList<>();
    TextEmbedderFactory failsOnce =
        () -> {
          attempts.add("attempt");
          if (attempts.size() == 1) {
            throw new EmbeddingException("no model yet");
          }
          return openOne();
        };

    assertThatThrownBy(() -> SharedTextEmbedder.open(embedders, failsOnce, MINUTE))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("no model yet");
    TextEmbedder second = SharedTextEmbedder.open(embedders, failsOnce, Duration.ZERO);
    assertThat(attempts).hasSize(2);

    second.close();
    assertThat(opened.get(0).closes()).isEqualTo(1);
  }

  @Test
  void opensOnceForManyThreadsAndNeverTwoAtATime() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> users = new ArrayList<>();
      for (int user = 0; user < threads; user++) {
        users.add(
            () -> {
              for (int round = 0; round < 200; round++) {
                try (TextEmbedder hold =
                    SharedTextEmbedder.open(embedders, factory, Duration.ZERO)) {
                  hold.embed(List.of("a"));
                  long open = opened.stream().filter(each -> each.closes() == 0).count();
                  assertThat(open).isEqualTo(1);
                }
              }
              return null;
            });
      }
      for (Future<Void> user : pool.invokeAll(users)) {
        user.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(opened).allSatisfy(embedder -> assertThat(embedder.closes()).isEqualTo(1));
  }
}
