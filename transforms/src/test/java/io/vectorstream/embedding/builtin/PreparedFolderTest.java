package io.vectorstream.embedding.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {

  private static final String NAME = "model-1";

  @TempDir private Path cache;
  private final AtomicInteger writes = new AtomicInteger();

  private PreparedFolder folder() {
    return new PreparedFolder(
        cache,
        NAME,
        target -> {
          writes.incrementAndGet();
          Files.writeString(target.resolve("weights"), "0123456789");
          Files.writeString(target.resolve("tokenizer"), "{}");
        });
  }

  @Test
  void writesOnceAndIsFoundAfterwards() throws Exception {
    Path first = folder().get();
    Path second = folder().get();

    assertThat(first).isEqualTo(cache.resolve(NAME)).isEqualTo(second);
    assertThat(first.resolve("weights")).hasContent("0123456789");
    assertThat(writes).hasValue(1);
  }

  @Test
  void createsTheCacheItself() throws Exception {
    Path deep = cache.resolve("a/b");

    Path prepared =
        new PreparedFolder(deep, NAME, target -> Files.createFile(target.resolve("x"))).get();

    assertThat(prepared).isEqualTo(deep.resolve(NAME));
  }

  @Test
  void aDamagedFolderIsWrittenAgain() throws Exception {
    Path weights = folder().get().resolve("weights");

    Files.writeString(weights, "01234");
    assertThat(folder().get().resolve("weights")).hasContent("0123456789");
    Files.writeString(weights, "0123456780");
    assertThat(folder().get().resolve("weights")).hasContent("0123456789");
    Files.delete(weights);
    assertThat(folder().get().resolve("weights")).hasContent("0123456789");
    Files.writeString(cache.resolve(NAME).resolve(Checksums.FILE), "");
    assertThat(folder().get().resolve("weights")).hasContent("0123456789");

    assertThat(writes).hasValue(5);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void aFailedWriteIsNotSeen() throws Exception {
    PreparedFolder failing =
        new PreparedFolder(
            cache,
            NAME,
            target -> {
              Files.writeString(target.resolve("weights"), "012");
              throw new IOException("disk full");
            });

    assertThatThrownBy(failing::get).isInstanceOf(IOException.class).hasMessage("disk full");
    assertThat(cache.resolve(NAME)).doesNotExist();
    assertThat(unfinished()).isEmpty();
    assertThat(folder().get().resolve("weights")).hasContent("0123456789");
  }

  @Test
  void threadsAtTheSameTimeWriteOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> calls = Collections.nCopies(4, () -> folder().get());
      for (Future<Path> path : threads.invokeAll(calls)) {
        assertThat(path.get().resolve("weights")).hasContent("0123456789");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(writes).hasValue(1);
  }

  @Test
  void processesAtTheSameTimeWriteOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      processes.add(PreparingProcess.start(cache, NAME, "finish"));
    }
    int written = 0;
    for (Process process : processes) {
      written += process.inputReader(UTF_8).readLine() != null ? 1 : 0;
      assertThat(process.waitFor()).isZero();
    }
    assertThat(written).isEqualTo(1);
    assertThat(cache.resolve(NAME).resolve("weights")).hasContent(PreparingProcess.CONTENT);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsIgnoredAndRemoved() throws Exception {
    Process killed = PreparingProcess.start(cache, NAME, "die");
    assertThat(killed.waitFor()).isEqualTo(PreparingProcess.KILLED);
    assertThat(unfinished()).hasSize(1);
    assertThat(cache.resolve(NAME)).doesNotExist();

    assertThat(folder().get().resolve("weights")).hasContent("0123456789");
    assertThat(unfinished()).isEmpty();
  }

  private List<Path> unfinished() throws IOException {
    try (Stream<Path> paths = Files.list(cache)) {
      return paths.filter(path -> path.toString().contains("unfinished")).toList();
    }
  }
}
