package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachingTextEmbedderTest {

  private final CountingTextEmbedder model = new CountingTextEmbedder(new HashTextEmbedder());

  @Test
  void embedsADuplicateOnceAndKeepsTheOrder() {
    try (TextEmbedder cache = new CachingTextEmbedder(model, 1)) {
      EmbeddingResult result = cache.embedCounted(List.of("a", "b", "a", "c", "b"));

      assertThat(model.calls()).containsExactly(List.of("a", "b", "c"));
      assertThat(result.vectors())
          .containsExactly(
              HashTextEmbedder.vector("a"),
              HashTextEmbedder.vector("b"),
              HashTextEmbedder.vector("a"),
              HashTextEmbedder.vector("c"),
              HashTextEmbedder.vector("b"));
      assertThat(result.textsEmbedded()).isEqualTo(3);
      assertThat(result.cacheHits()).isEqualTo(2);
    }
  }

  @Test
  void remembersTextsFromCallToCall() {
    try (TextEmbedder cache = new CachingTextEmbedder(model, 1)) {
      cache.embed(List.of("a", "b"));
      EmbeddingResult again = cache.embedCounted(List.of("b", "c", "a"));

      assertThat(model.calls()).containsExactly(List.of("a", "b"), List.of("c"));
      assertThat(again.textsEmbedded()).isEqualTo(1);
      assertThat(again.cacheHits()).isEqualTo(2);
      assertThat(again.vectors().get(0)).isEqualTo(HashTextEmbedder.vector("b"));
    }
  }

  @Test
  void doesNotCallTheModelForNothing() {
    try (TextEmbedder cache = new CachingTextEmbedder(model, 1)) {
      assertThat(cache.embed(List.of())).isEmpty();
      assertThat(model.calls()).isEmpty();
    }
  }

  @Test
  void staysWithinItsBound() {
    // An entry is 4 * 384 bytes of numbers and some hundreds around: 700 to a megabyte at most.
    List<String> texts = IntStream.range(0, 5_000).mapToObj(number -> "text " + number).toList();
    try (TextEmbedder cache = new CachingTextEmbedder(model, 1)) {
      cache.embed(texts);
      EmbeddingResult again = cache.embedCounted(texts);

      assertThat(again.cacheHits()).isBetween(1, 700);
    }
  }

  @Test
  void remembersNothingWithoutMemory() {
    try (TextEmbedder cache = new CachingTextEmbedder(model, 0)) {
      cache.embed(List.of("a"));

      assertThat(cache.embedCounted(List.of("a")).textsEmbedded()).isEqualTo(1);
    }
  }

  @Test
  void doesNotRememberAFailure() {
    CountingTextEmbedder failing = new CountingTextEmbedder(new FailingTextEmbedder(Set.of("bad")));
    try (TextEmbedder cache = new CachingTextEmbedder(failing, 1)) {
      assertThatThrownBy(() -> cache.embed(List.of("good", "bad")))
          .isInstanceOf(EmbeddingException.class);

      EmbeddingResult alone = cache.embedCounted(List.of("good"));

      assertThat(alone.textsEmbedded()).isEqualTo(1);
      assertThat(failing.calls()).containsExactly(List.of("good", "bad"), List.of("good"));
    }
  }

  @Test
  void doesNotRememberAVectorThatCannotBeUsed() {
    float[] broken = HashTextEmbedder.vector("a");
    broken[0] = Float.NaN;
    Iterator<float[]> answers = List.of(broken, HashTextEmbedder.vector("a")).iterator();
    TextEmbedderFactory factory = () -> MappedTextEmbedder.ofEach(text -> answers.next());
    try (TextEmbedder cache = TextEmbedders.caching(factory, 1).open()) {
      assertThatThrownBy(() -> cache.embed(List.of("a")))
          .isInstanceOf(EmbeddingException.class)
          .hasMessage(
              "The model fake:mapped made a vector that cannot be used: component 1 of 384 is NaN");

      assertThat(cache.embed(List.of("a"))).containsExactly(HashTextEmbedder.vector("a"));
    }
  }

  @Test
  void callersAtTheSameTimeEmbedATextOnce() throws Exception {
    PausingTextEmbedder pausing = new PausingTextEmbedder(model);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TextEmbedder cache = new CachingTextEmbedder(pausing, 1)) {
      Future<EmbeddingResult> first = threads.submit(() -> cache.embedCounted(List.of("a", "b")));
      pausing.entered.await();
      Future<EmbeddingResult> second = threads.submit(() -> cache.embedCounted(List.of("b")));
      pausing.resume.complete(null);

      assertThat(first.get().textsEmbedded()).isEqualTo(2);
      assertThat(second.get().cacheHits()).isEqualTo(1);
      assertThat(second.get().vectors()).containsExactly(HashTextEmbedder.vector("b"));
      assertThat(model.texts()).containsExactly("a", "b");
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aFailedNeighbourOfAnotherCallerIsNotOurs() throws Exception {
    CountingTextEmbedder failing = new CountingTextEmbedder(new FailingTextEmbedder(Set.of("bad")));
    PausingTextEmbedder pausing = new PausingTextEmbedder(failing);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TextEmbedder cache = new CachingTextEmbedder(pausing, 1)) {
      Future<?> first = threads.submit(() -> cache.embed(List.of("good", "bad")));
      pausing.entered.await();
      Future<EmbeddingResult> second = threads.submit(() -> cache.embedCounted(List.of("good")));
      pausing.resume.complete(null);

      assertThat(second.get().vectors()).containsExactly(HashTextEmbedder.vector("good"));
      assertThat(second.get().textsEmbedded()).isEqualTo(1);
      assertThatThrownBy(first::get).hasCauseInstanceOf(EmbeddingException.class);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void closesTheModel() {
    TextEmbedder cache = new CachingTextEmbedder(model, 1);
    cache.close();

    assertThat(model.closes()).isEqualTo(1);
  }

  @Test
  void answersForTheModel() {
    try (TextEmbedder cache = new CachingTextEmbedder(model, 1)) {
      assertThat(cache.model()).isEqualTo("fake:hash");
      assertThat(cache.device()).isEqualTo("cpu");
      assertThat(cache.dimension()).isEqualTo(384);
    }
  }

  /** Holds its first call until told to go on. */
  private static final class PausingTextEmbedder implements TextEmbedder {
    private final TextEmbedder delegate;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CompletableFuture<Void> resume = new CompletableFuture<>();

    PausingTextEmbedder(TextEmbedder delegate) {
      this.delegate = delegate;
    }

    @Override
    public String model() {
      return delegate.model();
    }

    @Override
    public String device() {
      return delegate.device();
    }

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("pausing", "1", "none", false, 1, "fp32");
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      entered.countDown();
      resume.join();
      return delegate.embed(texts);
    }

    @Override
    public void close() {
      delegate.close();
    }
  }
}
