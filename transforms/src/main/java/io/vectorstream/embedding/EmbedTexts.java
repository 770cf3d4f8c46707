package io.vectorstream.embedding;

import io.vectorstream.metrics.HistogramMetric;
import java.time.Duration;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each element the vector of its text, whatever the element is.
 *
 * <pre>{@code
 * TextEmbedderFactory model =
 *     DjlTextEmbedders.forWorkers(ModelSpec.of("builtin:all-MiniLM-L6-v2"));
 *
 * WithFailures.Result<PCollection<Embedded<Ticket>>, Unembeddable<Ticket>> result =
 *     tickets.apply("EmbedTickets", EmbedTexts.of(model, Ticket::text));
 *
 * result.output();   // the tickets, each with its vector
 * result.failures(); // the tickets that have none, each with the reason
 * }</pre>
 *
 * <p>Elements are batched first, those of equal text together, so that a text is embedded once (see
 * {@link BatchByText}); {@link EmbedBatches} does the rest. A pipeline that wants something between
 * the two, or other names for its steps, applies them itself. On Spark's streaming the module
 * {@code vectorstream-runners-spark} is needed, which batches without timers.
 *
 * <h2>Failures</h2>
 *
 * <p>An element fails if it has no text, and also if the model fails on its text three times by
 * itself while it embeds others. A vector that cannot be used, with a component that is not a
 * number for example, is such a failure. When the model fails on everything, the bundle fails and
 * the runner tries it again.
 */
public final class EmbedTexts<T>
    extends PTransform<
        PCollection<T>, WithFailures.Result<PCollection<Embedded<T>>, Unembeddable<T>>> {

  private static final long serialVersionUID = 1L;

  /** Counts the texts that went through the model. */
  public static final MetricName TEXTS_EMBEDDED =
      MetricName.named(EmbedTexts.class, "texts_embedded");

  /** Counts the elements whose vector was there already. */
  public static final MetricName CACHE_HITS = MetricName.named(EmbedTexts.class, "cache_hits");

  /** How many distinct texts batches had, as a {@link HistogramMetric}. */
  public static final MetricName BATCH_SIZE = MetricName.named(EmbedTexts.class, "batch_texts");

  /** How long it took to embed a batch in milliseconds, as a {@link HistogramMetric}. */
  public static final MetricName BATCH_LATENCY =
      MetricName.named(EmbedTexts.class, "batch_latency_ms");

  /** Counts the graphics cards that stopped working while workers embedded with them. */
  public static final MetricName DEVICES_LOST = MetricName.named(EmbedTexts.class, "devices_lost");

  private final BatchByText<T> batch;
  private final EmbedBatches<T> embed;

  private EmbedTexts(BatchByText<T> batch, EmbedBatches<T> embed) {
    this.batch = batch;
    this.embed = embed;
  }

  /**
   * Embeds with a model, in batches of the default size.
   *
   * @param embedders opens the model on a worker; each DoFn instance opens and closes one, so use a
   *     factory that shares one model in the process, such as {@link TextEmbedders#shared} makes
   * @param textFunction gives an element's text, the same one each time. If it is null or blank,
   *     the element fails; if the function throws an {@link IllegalArgumentException}, the element
   *     fails with the exception's message as the reason
   */
  public static <T> EmbedTexts<T> of(
      TextEmbedderFactory embedders, SerializableFunction<T, String> textFunction) {
    return new EmbedTexts<>(BatchByText.of(textFunction), EmbedBatches.of(embedders, textFunction));
  }

  /** See {@link BatchByText#withSize}. */
  public EmbedTexts<T> withBatchSize(int size) {
    return new EmbedTexts<>(batch.withSize(size), embed);
  }

  /** See {@link BatchByText#withMaxDelay}. */
  public EmbedTexts<T> withMaxBatchDelay(Duration maxDelay) {
    return new EmbedTexts<>(batch.withMaxDelay(maxDelay), embed);
  }

  /** See {@link BatchByText#withShards}. */
  public EmbedTexts<T> withShards(int shards) {
    return new EmbedTexts<>(batch.withShards(shards), embed);
  }

  /** See {@link BatchByText#withWeigher}. */
  public EmbedTexts<T> withWeigher(SerializableFunction<T, Long> weigher) {
    return new EmbedTexts<>(batch.withWeigher(weigher), embed);
  }

  @Override
  public WithFailures.Result<PCollection<Embedded<T>>, Unembeddable<T>> expand(
      PCollection<T> elements) {
    return elements.apply("Batch", batch).apply("EmbedBatches", embed);
  }
}
