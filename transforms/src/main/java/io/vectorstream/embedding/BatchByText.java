package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/**
 * Groups elements into batches for the model, the first half of {@link EmbedTexts}.
 *
 * <p>The key of a batch is a hash of the text modulo a number of shards, so that elements of equal
 * text meet in one batch and in one worker's cache, and the text is embedded once. A batch holds at
 * most 8 MiB as well, so that large elements cannot fill a worker's memory.
 *
 * <pre>{@code
 * tickets.apply("Batch", BatchByText.of(Ticket::text).withSize(64));
 * }</pre>
 */
public final class BatchByText<T>
    extends PTransform<PCollection<T>, PCollection<KV<Integer, Iterable<T>>>> {

  private static final long serialVersionUID = 1L;

  /** How many elements a batch holds at most, unless {@link #withSize} says otherwise. */
  public static final int SIZE_DEFAULT = 256;

  /** How many milliseconds an element waits, unless {@link #withMaxDelay} says otherwise. */
  public static final long MAX_DELAY_MILLIS_DEFAULT = 500;

  /** Enough to keep several workers busy, few enough for full batches. */
  private static final int SHARDS_DEFAULT = 8;

  /** No bound for ordinary elements: 256 of them with 32 KiB each. */
  private static final long LARGEST_BATCH = 8 << 20;

  private final SerializableFunction<T, String> textFunction;
  private final int size;
  private final Duration maxDelay;
  private final int shards;
  private final @Nullable SerializableFunction<T, Long> weigher;

  private BatchByText(
      SerializableFunction<T, String> textFunction,
      int size,
      Duration maxDelay,
      int shards,
      @Nullable SerializableFunction<T, Long> weigher) {
    this.textFunction = textFunction;
    this.size = size;
    this.maxDelay = maxDelay;
    this.shards = shards;
    this.weigher = weigher;
  }

  /**
   * Batches of up to 256 elements, which wait up to half a second, over 8 shards.
   *
   * @param textFunction gives an element's text; an element is batched as well if the function
   *     gives null or throws an {@link IllegalArgumentException}
   */
  public static <T> BatchByText<T> of(SerializableFunction<T, String> textFunction) {
    return new BatchByText<>(
        checkNotNull(textFunction, "textFunction"),
        SIZE_DEFAULT,
        Duration.ofMillis(MAX_DELAY_MILLIS_DEFAULT),
        SHARDS_DEFAULT,
        null);
  }

  /**
   * Limits the elements of a batch.
   *
   * @param size at least 1; 256 by default
   */
  public BatchByText<T> withSize(int size) {
    checkArgument(size >= 1, "batch size has to be at least 1, it is %s", size);
    return new BatchByText<>(textFunction, size, maxDelay, shards, weigher);
  }

  /**
   * Limits how long an element waits for others. On Spark's streaming an element never waits beyond
   * its micro-batch.
   *
   * @param maxDelay at least a millisecond; half a second by default
   */
  public BatchByText<T> withMaxDelay(Duration maxDelay) {
    checkArgument(
        maxDelay.toMillis() >= 1,
        "maximum delay has to be at least a millisecond, it is %s",
        maxDelay);
    return new BatchByText<>(textFunction, size, maxDelay, shards, weigher);
  }

  /**
   * Spreads the batches over another number of shards.
   *
   * @param shards at least 1, 8 by default; more allow more workers, and fill batches more slowly
   */
  public BatchByText<T> withShards(int shards) {
    checkArgument(shards >= 1, "shards have to be at least 1, they are %s", shards);
    return new BatchByText<>(textFunction, size, maxDelay, shards, weigher);
  }

  /**
   * Weighs elements by a function. By default an element weighs what its coder makes of it, and
   * most coders encode it to find out.
   *
   * @param weigher gives an element's bytes
   */
  public BatchByText<T> withWeigher(SerializableFunction<T, Long> weigher) {
    return new BatchByText<>(
        textFunction, size, maxDelay, shards, checkNotNull(weigher, "weigher"));
  }

  @Override
  public PCollection<KV<Integer, Iterable<T>>> expand(PCollection<T> elements) {
    SerializableFunction<T, String> texts = textFunction;
    int modulus = shards;
    GroupIntoBatches<Integer, T> batches =
        GroupIntoBatches.<Integer, T>ofSize(size)
            .withMaxBufferingDuration(org.joda.time.Duration.millis(maxDelay.toMillis()));
    return elements
        .apply(
            "KeyByText",
            WithKeys.of((T element) -> shard(texts, element, modulus))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), elements.getCoder()))
        .apply(
            "GroupIntoBatches",
            weigher == null
                ? batches.withByteSize(LARGEST_BATCH)
                : batches.withByteSize(LARGEST_BATCH, weigher));
  }

  private static <T> int shard(SerializableFunction<T, String> texts, T element, int shards) {
    try {
      String text = texts.apply(element);
      return text == null ? 0 : Math.floorMod(text.hashCode(), shards);
    } catch (IllegalArgumentException e) {
      // The reason is told where the element is to be embedded.
      return 0;
    }
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("batchSize", size).withLabel("Most elements in a batch"))
        .add(DisplayData.item("maxBatchDelayMillis", maxDelay.toMillis()).withLabel("Longest wait"))
        .add(DisplayData.item("shards", shards).withLabel("Shards"));
  }
}
