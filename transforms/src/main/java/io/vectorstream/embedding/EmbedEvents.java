package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkNotNull;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.event.CommerceEvent;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Puts on each event of a batch the vector of its text. Equal texts are embedded once.
 *
 * <p>An event without text becomes a {@link DeadLetter} of stage {@code embed}, and so does one
 * whose text the model fails on three times by itself while it embeds others. A vector that cannot
 * be used, with a component that is no number for example, is a failure too. When the model fails
 * on everything the bundle fails, and the runner tries it again.
 *
 * <pre>{@code
 * PCollectionTuple embedded =
 *     batches.apply("EmbedEvents", EmbedEvents.with(model, TextFields.parse(TextFields.DEFAULT)));
 * PCollection<EmbeddedEvent> events = embedded.get(EmbedEvents.EVENTS);
 * PCollection<DeadLetter> unembeddable = embedded.get(EmbedEvents.DEAD_LETTERS);
 * }</pre>
 */
public final class EmbedEvents
    extends PTransform<PCollection<KV<Integer, Iterable<CommerceEvent>>>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** The events with their vectors. */
  public static final TupleTag<EmbeddedEvent> EVENTS = new TupleTag<>("embedded");

  /** The events that have no vector. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("unembeddable");

  /** Counts the texts that went through the model. */
  public static final MetricName TEXTS_EMBEDDED =
      MetricName.named(EmbedEvents.class, "texts_embedded");

  /** Counts the events whose vector was there already. */
  public static final MetricName CACHE_HITS = MetricName.named(EmbedEvents.class, "cache_hits");

  /** Counts the graphics cards that stopped working while workers embedded with them. */
  public static final MetricName DEVICES_LOST = MetricName.named(EmbedEvents.class, "devices_lost");

  private final TextEmbedderFactory embedders;
  private final TextFields textFields;

  private EmbedEvents(TextEmbedderFactory embedders, TextFields textFields) {
    this.embedders = embedders;
    this.textFields = textFields;
  }

  /**
   * Embeds with a model.
   *
   * @param embedders opens the model on a worker; each DoFn instance opens and closes one, so a
   *     factory that shares one model in the process is wanted
   * @param textFields what makes up an event's text
   */
  public static EmbedEvents with(TextEmbedderFactory embedders, TextFields textFields) {
    return new EmbedEvents(
        checkNotNull(embedders, "embedders"), checkNotNull(textFields, "textFields"));
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, Iterable<CommerceEvent>>> batches) {
    PCollectionTuple embedded =
        batches.apply(
            "Embed",
            ParDo.of(new EmbedFn(embedders, textFields))
                .withOutputTags(EVENTS, TupleTagList.of(DEAD_LETTERS)));
    embedded.get(EVENTS).setCoder(EmbeddedEventCoder.of());
    embedded.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    return embedded;
  }
}
