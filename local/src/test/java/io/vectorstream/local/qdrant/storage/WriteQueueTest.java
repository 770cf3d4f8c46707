package io.vectorstream.local.qdrant.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteQueueTest {
  @TempDir Path folder;

  @Test
  void appliesInOrderAndNumbersTheWrites() throws Exception {
    List<Integer> applied = new ArrayList<>();
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    try (PointStore store = new PointStore(folder);
        WriteQueue queue = new WriteQueue("test", store)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        futures.add(queue.submit(at -> applied.add(number)));
      }
    }
    for (int i = 0; i < 100; i++) {
      assertThat(futures.get(i).get()).isEqualTo(i);
      assertThat(applied.get(i)).isEqualTo(i);
    }
  }

  @Test
  void failedWriteFailsAloneAndItsNeighboursAreWritten() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    try (PointStore store = new PointStore(folder);
        WriteQueue queue = new WriteQueue("test", store)) {
      CompletableFuture<Long> first = queue.submit(at -> awaitQuietly(together));
      CompletableFuture<Long> bad =
          queue.submit(
              at -> {
                throw new IOException("no");
              });
      CompletableFuture<Long> last = queue.submit(at -> {});
      together.countDown();

      assertThat(first.get()).isZero();
      assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("no");
      assertThat(last.get()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsTakenAfterClose() throws Exception {
    try (PointStore store = new PointStore(folder)) {
      WriteQueue queue = new WriteQueue("test", store);
      queue.close();
      assertThatThrownBy(() -> queue.submit(at -> {}).get())
          .hasRootCauseMessage("NOT_FOUND: Not found: the collection has just been deleted");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
