package io.vectorstream.pipeline;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.pipeline.settings.EmbeddingReader;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.runners.Runners;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What takes long before a run reads, and needs nothing of the run but its options: begun at once
 * and side by side, while the run goes on until it needs it. What fails is told to who waits for
 * it, in the order of the run, however many of them fail.
 */
final class RunStart implements AutoCloseable {

  private final PipelineOptions options;
  private final TextEmbedderFactory embedders;
  private final CompletableFuture<TextEmbedder> model = new CompletableFuture<>();

  private RunStart(PipelineOptions options, TextEmbedderFactory embedders) {
    this.options = options;
    this.embedders = embedders;
  }

  /** Begins to load the model, to start the runner, and to speak with Qdrant and Kafka. */
  static RunStart begin(PipelineOptions options, Settings settings, TextEmbedderFactory embedders) {
    RunStart start = new RunStart(options, embedders);
    onThread("start-model", start::load);
    Runners.begin(options);
    onThread("start-clients", () -> FirstCalls.make(settings));
    return start;
  }

  private void load() {
    model.completeAsync(() -> EmbeddingReader.open(embedders), Runnable::run);
  }

  private static void onThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens the model on a worker; one within this process finds it loaded. */
  TextEmbedderFactory embedders() {
    return embedders;
  }

  /**
   * Waits for the model, which stays open until this is closed.
   *
   * @throws UserMistakeException if it cannot be used
   */
  TextEmbedder model() {
    try {
      return model.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Closes the model, at once or as soon as it is loaded, and what of the runner is not used. */
  @Override
  public void close() {
    model.whenComplete(
        (embedder, failure) -> {
          if (embedder != null) {
            embedder.close();
          }
        });
    Runners.giveUp(options);
  }
}
