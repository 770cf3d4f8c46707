package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.pipeline.settings.SettingsReader;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class RunStartTest {

  @Test
  void theModelStaysOpenUntilTheRunEnds() {
    RecordingEmbedder embedder = new RecordingEmbedder();

    try (RunStart start = begin(() -> embedder)) {
      assertThat(start.model()).isSameAs(embedder);
      assertThat(start.model()).isSameAs(embedder);
      assertThat(embedder.closed.getCount()).isEqualTo(1);
    }

    assertThat(embedder.closed.getCount()).isZero();
  }

  @Test
  void aModelThatCannotBeHadIsToldToWhoWaitsForIt() {
    TextEmbedderFactory embedders =
        () -> {
          throw new EmbeddingException("There is no model \"x\"");
        };

    try (RunStart start = begin(embedders)) {
      assertThatThrownBy(start::model)
          .isInstanceOf(UserMistakeException.class)
          .hasMessage("--model: There is no model \"x\"");
    }
  }

  @Test
  void whoEndsWhileTheModelIsLoadedDoesNotWaitAndLeavesNothingOpen() throws InterruptedException {
    RecordingEmbedder embedder = new RecordingEmbedder();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch loaded = new CountDownLatch(1);

    try (RunStart start =
        begin(
            () -> {
              loading.countDown();
              awaitQuietly(loaded);
              return embedder;
            })) {
      loading.await();
    }
    assertThat(embedder.closed.getCount()).isEqualTo(1);

    loaded.countDown();
    embedder.closed.await();
  }

  private static RunStart begin(TextEmbedderFactory embedders) {
    VectorStreamOptions options = CommandLine.parse(new String[] {"--runner=DirectRunner"});
    return RunStart.begin(options, SettingsReader.read(options), embedders);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Embeds nothing, and remembers that it was closed. */
  private static final class RecordingEmbedder implements TextEmbedder {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public String model() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String device() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
