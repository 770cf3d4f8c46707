package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.CommerceEventCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Groups events into batches for the model.
 *
 * <p>Batches are keyed by a hash of the event's text modulo a number of shards, so that events of
 * equal text meet in one batch and in one worker's cache, and the text is embedded once. A batch is
 * bounded by its records' bytes as well, so that large events cannot fill a worker's memory.
 *
 * <pre>{@code
 * events.apply("Batch", Batch.of(64, Duration.millis(500), TextFields.parse(TextFields.DEFAULT)));
 * }</pre>
 */
public final class Batch
    extends PTransform<
        PCollection<CommerceEvent>, PCollection<KV<Integer, Iterable<CommerceEvent>>>> {

  private static final long serialVersionUID = 1L;

  /** Enough to keep several workers busy, few enough for full batches. */
  private static final int SHARDS_DEFAULT = 8;

  /** No bound for ordinary events: 256 of them with 32 KiB each. */
  private static final long LARGEST_BATCH = 8 << 20;

  private final int size;
  private final Duration maxDelay;
  private final TextFields textFields;
  private final int shards;

  private Batch(int size, Duration maxDelay, TextFields textFields, int shards) {
    this.size = size;
    this.maxDelay = maxDelay;
    this.textFields = textFields;
    this.shards = shards;
  }

  /**
   * Batches of up to a number of events and 8 MiB of records, over 8 shards.
   *
   * @param size how many events a batch holds at most, at least 1
   * @param maxDelay how long an event waits for others at most, longer than zero
   * @param textFields what makes up an event's text
   */
  public static Batch of(int size, Duration maxDelay, TextFields textFields) {
    checkArgument(size >= 1, "batch size has to be at least 1, it is %s", size);
    checkArgument(
        maxDelay.isLongerThan(Duration.ZERO),
        "maximum delay has to be above 0, it is %s",
        maxDelay);
    return new Batch(size, maxDelay, checkNotNull(textFields, "textFields"), SHARDS_DEFAULT);
  }

  /**
   * Spreads the batches over another number of shards.
   *
   * @param shards at least 1; more allow more workers, and fill batches more slowly
   */
  public Batch withShards(int shards) {
    checkArgument(shards >= 1, "shards have to be at least 1, they are %s", shards);
    return new Batch(size, maxDelay, textFields, shards);
  }

  @Override
  public PCollection<KV<Integer, Iterable<CommerceEvent>>> expand(
      PCollection<CommerceEvent> events) {
    TextFields fields = textFields;
    int modulus = shards;
    return events
        .apply(
            "KeyByText",
            WithKeys.of(
                    (CommerceEvent event) ->
                        Math.floorMod(fields.textOf(event).hashCode(), modulus))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), CommerceEventCoder.of()))
        .apply(
            "GroupIntoBatches",
            GroupIntoBatches.<Integer, CommerceEvent>ofSize(size)
                .withByteSize(LARGEST_BATCH, event -> event.source().bytes())
                .withMaxBufferingDuration(maxDelay));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("batchSize", size).withLabel("Largest batch"))
        .add(DisplayData.item("maxBatchDelay", maxDelay).withLabel("Longest wait"))
        .add(DisplayData.item("textFields", textFields.toString()).withLabel("Text fields"))
        .add(DisplayData.item("shards", shards).withLabel("Shards"));
  }
}
