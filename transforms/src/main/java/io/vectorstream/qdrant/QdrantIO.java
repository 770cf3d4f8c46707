package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.auto.value.AutoValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.metrics.LatencyMetric;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Writes to <a href="https://qdrant.tech">Qdrant</a>, a vector database.
 *
 * <h2>Writing</h2>
 *
 * <p>{@link #write()} upserts a point for each element, and a pipeline can go on with what was
 * rejected and, if it asks for that, with what was written:
 *
 * <pre>{@code
 * WriteResult<EmbeddedEvent> result =
 *     events.apply(
 *         "Write",
 *         QdrantIO.<EmbeddedEvent>write()
 *             .withConnection(QdrantConnection.of("http://localhost:6334"))
 *             .withCollection("ecommerce_embeddings")
 *             .withVectorSize(384)
 *             .withPointFunction(event -> QdrantPoint.of(id(event), event.vector(), payload(event))));
 * result.rejected(); // with the reason
 * result.written();  // acknowledged by Qdrant as applied; needs withWrittenOutput()
 * }</pre>
 *
 * <p>The collection is created with cosine distance if it is missing; one of another vector size or
 * distance is refused.
 *
 * <p><b>Delivery.</b> An element is written when Qdrant has acknowledged its point as applied. A
 * bundle may be tried again by the runner, so give a record always the same id ({@link PointIds}):
 * then a second write replaces the point by itself.
 *
 * <p><b>Failures.</b> While Qdrant is away or overloaded, calls are repeated with exponential
 * backoff for up to {@link Write#withMaxOutage}; after that the bundle fails. When Qdrant refuses a
 * batch for its content, the batch is split until the points at fault stand alone; they are
 * rejected, the others written. Any other failure (a missing collection, a wrong API key) fails the
 * bundle.
 */
public final class QdrantIO {

  /** Counts the points that Qdrant has acknowledged. */
  public static final MetricName POINTS_WRITTEN =
      MetricName.named(QdrantIO.class, "points_written");

  /** Counts the points that were rejected. */
  public static final MetricName POINTS_REJECTED =
      MetricName.named(QdrantIO.class, "points_rejected");

  /** Counts the calls that were made again after a failure. */
  public static final MetricName RETRIES = MetricName.named(QdrantIO.class, "retries");

  /** When points were acknowledged, in milliseconds since the epoch. */
  public static final MetricName ACKNOWLEDGED_AT =
      MetricName.named(QdrantIO.class, "acknowledged_at_millis");

  private QdrantIO() {}

  /**
   * Upserts a point for each element. Connection, collection, vector size and point function have
   * to be set.
   */
  public static <T> Write<T> write() {
    return new AutoValue_QdrantIO_Write.Builder<T>()
        .setVectorSize(0)
        .setCollectionMetadata(Map.of())
        .setBatchSize(Write.BATCH_SIZE_DEFAULT)
        .setMaxInFlight(Write.MAX_IN_FLIGHT_DEFAULT)
        .setMaxOutage(Write.MAX_OUTAGE_DEFAULT)
        .setWrittenOutput(false)
        .build();
  }

  /** See {@link QdrantIO#write()}. */
  @AutoValue
  public abstract static class Write<T> extends PTransform<PCollection<T>, WriteResult<T>> {

    private static final long serialVersionUID = 1L;

    /** How many points a call carries at most, unless {@link #withBatchSize} says otherwise. */
    public static final int BATCH_SIZE_DEFAULT = 512;

    /** How many calls of a bundle are under way at most. */
    public static final int MAX_IN_FLIGHT_DEFAULT = 4;

    /** How long an outage is waited for within a bundle. */
    public static final Duration MAX_OUTAGE_DEFAULT = Duration.ofMinutes(5);

    abstract @Nullable QdrantConnection connection();

    abstract @Nullable String collection();

    abstract int vectorSize();

    abstract Map<String, Value> collectionMetadata();

    abstract @Nullable SerializableFunction<T, QdrantPoint> pointFunction();

    abstract @Nullable SerializableFunction<T, Long> startTime();

    abstract int batchSize();

    abstract int maxInFlight();

    abstract Duration maxOutage();

    abstract boolean writtenOutput();

    abstract Builder<T> toBuilder();

    @AutoValue.Builder
    abstract static class Builder<T> {
      abstract Builder<T> setConnection(QdrantConnection connection);

      abstract Builder<T> setCollection(String collection);

      abstract Builder<T> setVectorSize(int vectorSize);

      abstract Builder<T> setCollectionMetadata(Map<String, Value> metadata);

      abstract Builder<T> setPointFunction(SerializableFunction<T, QdrantPoint> pointFunction);

      abstract Builder<T> setStartTime(SerializableFunction<T, Long> startTime);

      abstract Builder<T> setBatchSize(int batchSize);

      abstract Builder<T> setMaxInFlight(int maxInFlight);

      abstract Builder<T> setMaxOutage(Duration maxOutage);

      abstract Builder<T> setWrittenOutput(boolean writtenOutput);

      abstract Write<T> build();
    }

    /** Writes to this server. Required. */
    public Write<T> withConnection(QdrantConnection connection) {
      return toBuilder().setConnection(checkNotNull(connection, "connection")).build();
    }

    /** Writes to this collection. Required. */
    public Write<T> withCollection(String collection) {
      checkArgument(!collection.isBlank(), "collection is blank");
      return toBuilder().setCollection(collection).build();
    }

    /** Writes vectors of this many components, 1 to 65,536. Required. */
    public Write<T> withVectorSize(int vectorSize) {
      checkArgument(
          vectorSize >= 1 && vectorSize <= 65_536,
          "vector size has to be from 1 to 65536, it is %s",
          vectorSize);
      return toBuilder().setVectorSize(vectorSize).build();
    }

    /**
     * Gives a collection that has to be created this metadata, by key; none by default. A
     * collection that exists keeps its own.
     */
    public Write<T> withCollectionMetadata(Map<String, Value> metadata) {
      return toBuilder().setCollectionMetadata(Map.copyOf(metadata)).build();
    }

    /**
     * Makes an element's point. Required. An {@link IllegalArgumentException} that the function
     * throws rejects the element, its message being the reason.
     */
    public Write<T> withPointFunction(SerializableFunction<T, QdrantPoint> pointFunction) {
      return toBuilder().setPointFunction(checkNotNull(pointFunction, "pointFunction")).build();
    }

    /**
     * Measures how long each element took, from the time that the function gives (in milliseconds
     * since the epoch) to the acknowledgement of its point, as a {@link LatencyMetric} of the
     * namespace {@code QdrantIO}. By default nothing is measured.
     */
    public Write<T> withLatencySince(SerializableFunction<T, Long> startTime) {
      return toBuilder().setStartTime(checkNotNull(startTime, "startTime")).build();
    }

    /** Sends up to this many points in a call, at least 1; 512 by default. */
    public Write<T> withBatchSize(int batchSize) {
      checkArgument(batchSize >= 1, "batch size has to be at least 1, it is %s", batchSize);
      return toBuilder().setBatchSize(batchSize).build();
    }

    /**
     * Keeps up to this many calls of a bundle under way, at least 1; 4 by default, which a server
     * takes about 1.3 times as fast as one.
     */
    public Write<T> withMaxInFlight(int maxInFlight) {
      checkArgument(maxInFlight >= 1, "calls in flight have to be at least 1, not %s", maxInFlight);
      return toBuilder().setMaxInFlight(maxInFlight).build();
    }

    /** Waits this long for a server that is away before the bundle fails; 5 minutes by default. */
    public Write<T> withMaxOutage(Duration maxOutage) {
      checkArgument(
          !maxOutage.isNegative(), "maximum outage has to be 0 or more, not %s", maxOutage);
      return toBuilder().setMaxOutage(maxOutage).build();
    }

    /**
     * Emits the elements that were written, as {@link WriteResult#written()}. Not by default: a
     * runner may keep copies of the outputs of a transform that has several, as Spark's does.
     */
    public Write<T> withWrittenOutput() {
      return toBuilder().setWrittenOutput(true).build();
    }

    @Override
    public WriteResult<T> expand(PCollection<T> elements) {
      checkArgument(connection() != null, "withConnection() is required");
      checkArgument(collection() != null, "withCollection() is required");
      checkArgument(vectorSize() > 0, "withVectorSize() is required");
      checkArgument(pointFunction() != null, "withPointFunction() is required");
      Coder<T> coder = elements.getCoder();
      TupleTag<Rejected<T>> rejectedTag = new TupleTag<>("rejected") {};
      TupleTag<T> writtenTag = new TupleTag<>("written") {};
      PCollectionTuple outputs =
          elements.apply(
              "Upsert",
              ParDo.of(new WriteFn<>(this, writtenTag))
                  .withOutputTags(
                      rejectedTag,
                      writtenOutput() ? TupleTagList.of(writtenTag) : TupleTagList.empty()));
      outputs.get(rejectedTag).setCoder(new RejectedCoder<>(coder));
      if (writtenOutput()) {
        outputs.get(writtenTag).setCoder(coder);
      }
      return new WriteResult<>(outputs, rejectedTag, writtenTag);
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      builder
          .addIfNotNull(
              DisplayData.item("url", connection() == null ? null : connection().url())
                  .withLabel("Qdrant's address"))
          .addIfNotNull(DisplayData.item("collection", collection()).withLabel("Collection"))
          .add(DisplayData.item("vectorSize", vectorSize()).withLabel("Components of a vector"))
          .add(DisplayData.item("batchSize", batchSize()).withLabel("Largest batch"))
          .add(DisplayData.item("maxInFlight", maxInFlight()).withLabel("Calls under way"));
    }
  }
}
