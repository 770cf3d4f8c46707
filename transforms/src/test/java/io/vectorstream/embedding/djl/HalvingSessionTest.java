package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingSessionTest {

  private static void failAbove(int texts, long[][] tokens) {
    if (tokens.length > texts) {
      throw FakeModelSession.engineFailure(FakeModelSession.NO_MEMORY);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,1", "64,64", "64,63", "64,10", "37,5", "37,1"})
  void everyTextIsEmbeddedOnceAndKeepsItsPlace(int count, int room) {
    FakeModelSession card = new FakeModelSession("gpu:0", tokens -> failAbove(room, tokens));
    long[][] texts = FakeModelSession.texts(count);

    float[][] vectors = new HalvingSession(card).run(texts);

    assertThat(vectors).isDeepEqualTo(FakeModelSession.vectors(texts));
    assertThat(card.passes().stream().flatMap(Arrays::stream)).containsExactly(texts);
    assertThat(card.passes()).allMatch(pass -> pass.length <= room);
  }

  @Test
  void aPassThatFitsIsNotTouched() {
    FakeModelSession card = new FakeModelSession("gpu:0");
    long[][] texts = FakeModelSession.texts(8);

    new HalvingSession(card).run(texts);

    assertThat(card.passes()).containsExactly(texts);
  }

  @Test
  void aTextThatNeverFitsFailsAfterASecondTry() {
    AtomicInteger tries = new AtomicInteger();
    FakeModelSession card =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              tries.incrementAndGet();
              failAbove(0, tokens);
            });

    assertThatThrownBy(() -> new HalvingSession(card).run(FakeModelSession.texts(1)))
        .isInstanceOf(EmbeddingException.class)
        .hasRootCauseMessage(FakeModelSession.NO_MEMORY);
    assertThat(tries).hasValue(2);
  }

  @Test
  void otherFailuresPassThrough() {
    AtomicInteger tries = new AtomicInteger();
    FakeModelSession card =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              tries.incrementAndGet();
              throw FakeModelSession.engineFailure("index out of range in self");
            });

    assertThatThrownBy(() -> new HalvingSession(card).run(FakeModelSession.texts(8)))
        .hasRootCauseMessage("index out of range in self");
    assertThat(tries).hasValue(1);
  }

  /** Four threads whose passes together need more than the card has, and each alone does not. */
  @Test
  void whoHasTheCardForItselfFindsItsMemoryFree() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    FakeModelSession card =
        new FakeModelSession(
            "gpu:0",
            tokens -> {
              try {
                if (taken.addAndGet(tokens.length) > 1) {
                  throw FakeModelSession.engineFailure(FakeModelSession.NO_MEMORY);
                }
                Thread.yield();
              } finally {
                taken.addAndGet(-tokens.length);
              }
            });
    HalvingSession session = new HalvingSession(card);
    long[][] texts = FakeModelSession.texts(50);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<float[][]>> calls =
          IntStream.range(0, 16)
              .<Callable<float[][]>>mapToObj(call -> () -> session.run(texts))
              .toList();
      for (Future<float[][]> vectors : threads.invokeAll(calls)) {
        assertThat(vectors.get()).isDeepEqualTo(FakeModelSession.vectors(texts));
      }
    } finally {
      threads.shutdown();
    }
  }
}
