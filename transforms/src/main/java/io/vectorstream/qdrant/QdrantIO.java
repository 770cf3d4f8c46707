package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.auto.value.AutoValue;
import io.qdrant.client.grpc.Common.PointId;
import io.vectorstream.metrics.HistogramMetric;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.qdrant.write.WriteSettings;
import io.vectorstream.shared.SerializableConsumer;
import java.time.Duration;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.SerializableFunctions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Writes to <a href="https://qdrant.tech">Qdrant</a>, a vector database, over gRPC.
 *
 * <h2>Writing</h2>
 *
 * <p>{@link #write()} upserts a {@code PCollection} of {@link QdrantPoint}; {@link #writeVia} does
 * the same for elements of any type and keeps hold of the element, so that what is rejected can be
 * told apart:
 *
 * <pre>{@code
 * PCollection<Product> products = ...;
 *
 * WriteResult<Product> result =
 *     products.apply(
 *         "WriteToQdrant",
 *         QdrantIO.<Product>writeVia(
 *                 product ->
 *                     QdrantPoint.withId(product.sku())
 *                         .withVector(product.embedding())
 *                         .withPayload(
 *                             Map.of(
 *                                 "category", ValueFactory.value(product.category()),
 *                                 "price", ValueFactory.value(product.price()))))
 *             .withConnection(
 *                 QdrantConnection.of("https://qdrant.example.com:6334")
 *                     .withApiKeyVariable("QDRANT_API_KEY"))
 *             .withCollection(
 *                 CollectionSpec.of("products", VectorSpec.of(384))
 *                     .withPayloadIndex(
 *                         PayloadIndex.keyword("category"), PayloadIndex.floating("price")))
 *             .withWrittenOutput());
 *
 * result.written();  // the ids of the points that Qdrant has acknowledged
 * result.rejected(); // the products that became no point, each with the reason
 * }</pre>
 *
 * <p>Required are a {@linkplain Write#withConnection connection} and a {@linkplain
 * Write#withCollection collection}. The collection is created if it is missing, however many
 * workers start at once; one whose vectors have other names, sizes or distances is refused when the
 * pipeline is run, before anything is read. See {@link CollectionSpec} for what can be said of it
 * and {@link QdrantConnection} for TLS, API keys and deadlines.
 *
 * <h2>Ids, updates and deletions</h2>
 *
 * <p>A point's id is a UUID, an unsigned integer, or any text, of which {@link PointIds} makes a
 * UUID: always the same one. Derive it from the record, never at random: a runner may try a bundle
 * again, and then the second write replaces the point by itself.
 *
 * <p>{@link QdrantPoint#deleted()} makes the deletion of a point, which can stand among upserts. Of
 * several elements with the same id within a bundle the last one wins, and nothing is said of
 * different bundles. With {@link Write#withOrder} the one wins that is later in the source, among
 * all that a worker process sees; with {@link Write#withVersion}, which names a field of the
 * payload that tells newer points from older ones, a late or replayed record never replaces a newer
 * point, whichever worker wrote it. Qdrant can do that since version 1.16.
 *
 * <h2>Sparse vectors</h2>
 *
 * <p>A point may have sparse vectors beside its dense ones, such as the words of its text, so that
 * both can be searched and the results fused. Each has a name, which the collection has to declare:
 *
 * <pre>{@code
 * CollectionSpec.of("products", VectorSpec.of(384))
 *     .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf));
 *
 * QdrantPoint.withId(product.sku())
 *     .withVector(product.embedding())
 *     .withSparseVector("words", SparseVector.of(indices, values));
 * }</pre>
 *
 * <p>Indices are unsigned numbers of 32 bits in any order, each once; values are finite and not
 * negative. A point may lack a sparse vector, and Qdrant finds it by the others then. To a
 * collection that exists without one, {@link QdrantCollection#addMissingSparseVectors} adds it
 * where the server can.
 *
 * <h2>Delivery and failures</h2>
 *
 * <p>A bundle is finished when Qdrant has acknowledged all of its points as applied or refused
 * them.
 *
 * <ul>
 *   <li><b>Points that would do harm or are sure to be refused</b> (a vector of the wrong size, one
 *       with NaN or an infinite component, zeros under cosine; a sparse vector with a negative
 *       value or two values at one index; a payload with a number that is not finite, or nested too
 *       deeply) are rejected before they are sent.
 *   <li><b>When Qdrant refuses a call for its content</b> the batch is split until the points at
 *       fault stand alone. One is rejected, with Qdrant's message, only if Qdrant takes another
 *       point after the refusal and refuses this one once more. Where nothing else is to be
 *       written, that other point is a probe: one of a single vector for each name, sparse ones
 *       included, with an id of its own, which is deleted again at once. If Qdrant takes none, as
 *       once a limit of the collection is reached or the collection has been made anew with other
 *       vectors, the bundle fails: what is refused whatever it is, is no point's fault.
 *   <li><b>When Qdrant fails by its own fault</b> (INTERNAL, UNKNOWN, DATA_LOSS) the same is done,
 *       and a point that stands alone is tried three times more.
 *   <li><b>Many rejections by Qdrant</b> are more than points can be at fault themselves: the
 *       bundle fails if within ten minutes a worker process would reject more than 100 points on
 *       which Qdrant fails by its own fault, or more than 100 in all and more than Qdrant takes.
 *       Those rejected before they are sent do not count.
 *   <li><b>A call of too many points at once</b> for a limit on the rate of writes is split; a
 *       single point waits.
 *   <li><b>While Qdrant is away or overloaded</b> (UNAVAILABLE, DEADLINE_EXCEEDED,
 *       RESOURCE_EXHAUSTED, ABORTED, FAILED_PRECONDITION, a lost connection; INTERNAL where it says
 *       that a shard, a node or a disk is away) calls are made again with exponential backoff and
 *       jitter, not before the server's own {@code retry-after}. A circuit breaker, one for each
 *       collection in a worker process, holds calls back meanwhile but for one every two seconds.
 *       Nothing is rejected for an outage. If it lasts longer than {@link Write#withMaxOutage} the
 *       bundle fails, and it is for the runner to try it again.
 *   <li><b>Any other failure</b> (a collection that is deleted meanwhile, a wrong API key) fails
 *       the bundle at once.
 * </ul>
 *
 * <h2>Metrics</h2>
 *
 * <p>The constants of this class name them. Latencies and sizes are counted in buckets, so that
 * percentiles can be had of many workers' figures: see {@link HistogramMetric}.
 */
public final class QdrantIO {

  /** Counts the points that Qdrant has acknowledged, or a newer one of the same id. */
  public static final MetricName POINTS_WRITTEN = metric("points_written");

  /** Counts the deletions that have taken a point away. */
  public static final MetricName POINTS_DELETED = metric("points_deleted");

  /** Counts the deletions that had nothing to delete: no point, or only one newer than they are. */
  public static final MetricName DELETIONS_WITHOUT_EFFECT = metric("deletions_without_effect");

  /** Counts the points and deletions that a newer one of the same id superseded. */
  public static final MetricName POINTS_SUPERSEDED = metric("points_superseded");

  /** Counts the points that were rejected. */
  public static final MetricName POINTS_REJECTED = metric("points_rejected");

  /**
   * How many points the calls carried that Qdrant has acknowledged, as a {@link HistogramMetric}.
   */
  public static final MetricName BATCH_SIZE = metric("batch_points");

  /** Counts the bytes of the points in those calls, as they are encoded. */
  public static final MetricName BYTES_WRITTEN = metric("bytes_written");

  /** Counts the calls that were made again after a failure. */
  public static final MetricName RETRIES = metric("retries");

  /**
   * A gauge of a worker's circuit breaker at the end of its last bundle: 0 when it is closed and
   * calls go through, 1 when it tries one, 2 when it is open.
   */
  public static final MetricName BREAKER_STATE = metric("breaker_state");

  /** How long acknowledged calls took in milliseconds, as a {@link HistogramMetric}. */
  public static final MetricName WRITE_LATENCY = metric("write_latency_ms");

  /** How long elements took in milliseconds, as a {@link HistogramMetric}. */
  public static final MetricName LATENCY = metric("latency_ms");

  /**
   * The start times of elements that are acknowledged, in milliseconds since the epoch: a
   * distribution, whose greatest tells how fresh the collection is.
   */
  public static final MetricName STARTED_AT = metric("started_at_millis");

  /** When points were acknowledged, in milliseconds since the epoch: a distribution. */
  public static final MetricName ACKNOWLEDGED_AT = metric("acknowledged_at_millis");

  private QdrantIO() {}

  private static MetricName metric(String name) {
    return MetricName.named(QdrantIO.class, name);
  }

  /** Writes points. Connection and collection have to be set. */
  public static Write<QdrantPoint> write() {
    return writeVia(SerializableFunctions.identity());
  }

  /**
   * Writes a point for each element. Connection and collection have to be set.
   *
   * @param pointFunction makes an element's point; an {@link IllegalArgumentException} that it
   *     throws rejects the element, its message being the reason
   */
  public static <T> Write<T> writeVia(SerializableFunction<T, QdrantPoint> pointFunction) {
    return new AutoValue_QdrantIO_Write.Builder<T>()
        .setPointFunction(checkNotNull(pointFunction, "pointFunction"))
        .setBatchSize(Write.BATCH_SIZE_DEFAULT)
        .setBatchBytes(Write.BATCH_BYTES_DEFAULT)
        .setMaxInFlight(Write.MAX_IN_FLIGHT_DEFAULT)
        .setMaxOutage(Write.MAX_OUTAGE_DEFAULT)
        .setSameVersionDeleted(false)
        .setWrittenOutput(false)
        .setValidation(true)
        .build();
  }

  /** See {@link QdrantIO#write()} and {@link QdrantIO#writeVia}. */
  @AutoValue
  public abstract static class Write<T> extends PTransform<PCollection<T>, WriteResult<T>> {

    private static final long serialVersionUID = 1L;

    /** How many points a call carries at most, unless {@link #withBatchSize} says otherwise. */
    public static final int BATCH_SIZE_DEFAULT = 512;

    /** How many bytes a call carries at most: less than the 4 MiB that many proxies allow. */
    public static final long BATCH_BYTES_DEFAULT = 3 << 20;

    /** How many calls of a bundle are under way at most. */
    public static final int MAX_IN_FLIGHT_DEFAULT = 4;

    /** How long an outage is waited for within a bundle. */
    public static final Duration MAX_OUTAGE_DEFAULT = Duration.ofMinutes(5);

    abstract @Nullable QdrantConnection connection();

    abstract @Nullable CollectionSpec collection();

    abstract SerializableFunction<T, QdrantPoint> pointFunction();

    abstract @Nullable String versionField();

    abstract boolean sameVersionDeleted();

    abstract @Nullable SerializableFunction<T, SourceOrder> order();

    abstract @Nullable SerializableFunction<T, Long> startTime();

    abstract @Nullable SerializableConsumer<T> acknowledged();

    abstract int batchSize();

    abstract long batchBytes();

    abstract int maxInFlight();

    abstract Duration maxOutage();

    abstract boolean writtenOutput();

    abstract boolean validation();

    abstract Builder<T> toBuilder();

    @AutoValue.Builder
    abstract static class Builder<T> {
      abstract Builder<T> setConnection(QdrantConnection connection);

      abstract Builder<T> setCollection(CollectionSpec collection);

      abstract Builder<T> setPointFunction(SerializableFunction<T, QdrantPoint> pointFunction);

      abstract Builder<T> setVersionField(String versionField);

      abstract Builder<T> setSameVersionDeleted(boolean sameVersionDeleted);

      abstract Builder<T> setOrder(SerializableFunction<T, SourceOrder> order);

      abstract Builder<T> setStartTime(SerializableFunction<T, Long> startTime);

      abstract Builder<T> setAcknowledged(SerializableConsumer<T> acknowledged);

      abstract Builder<T> setBatchSize(int batchSize);

      abstract Builder<T> setBatchBytes(long batchBytes);

      abstract Builder<T> setMaxInFlight(int maxInFlight);

      abstract Builder<T> setMaxOutage(Duration maxOutage);

      abstract Builder<T> setWrittenOutput(boolean writtenOutput);

      abstract Builder<T> setValidation(boolean validation);

      abstract Write<T> build();
    }

    /** Writes to this server. Required. */
    public Write<T> withConnection(QdrantConnection connection) {
      return toBuilder().setConnection(checkNotNull(connection, "connection")).build();
    }

    /** Writes to this collection. Required. */
    public Write<T> withCollection(CollectionSpec collection) {
      return toBuilder().setCollection(checkNotNull(collection, "collection")).build();
    }

    /**
     * Lets the newest version of a point win, in whatever order they come and whichever worker
     * writes them: a point is replaced or deleted only by one of a newer version. By default the
     * last one to come wins, which is all that records that never change need.
     *
     * <p>The version is a number (an offset, say) or an ISO-8601 time with an offset, of the same
     * kind for all points, in the payload of each. Numbers are compared in double precision, times
     * in microseconds; a time that has not the form of RFC 3339, in which Qdrant compares, is
     * written in it. A point without a version is rejected, and so is a number beyond 2^53; a
     * deletion without one deletes any. Qdrant keeps nothing of a deleted point: an older version
     * that comes after the deletion of a newer one brings the point back.
     *
     * <p>It costs a second, small call for each batch. Wants Qdrant 1.16 or later, which is checked
     * when the pipeline is run and by each worker.
     *
     * @param field the payload's field; dots lead into objects
     */
    public Write<T> withVersion(String field) {
      checkArgument(
          !field.isBlank() && !field.contains("\"") && !field.contains("["),
          "the version's field has to be a name, or names with dots between them, it is \"%s\"",
          field);
      return toBuilder().setVersionField(field).build();
    }

    /**
     * Lets a deletion that has a version take away a point of the same version as well, as it has
     * to where it takes back what an element has written. By default such a point stays: only an
     * older one is deleted. A deletion that has a payload without a version is rejected then, as
     * the upsert of that payload is: it has written nothing to take back. Without {@link
     * #withVersion} it has no effect.
     */
    public Write<T> withSameVersionDeleted() {
      return toBuilder().setSameVersionDeleted(true).build();
    }

    /**
     * Lets the element win that is later in the source, of those of the same id that a worker
     * process sees within ten minutes, whichever bundles they are in: an upsert does not replace a
     * later one, a deletion does not take away what a later element has written, and a point does
     * not come back for an element that is older than its deletion. Of use where elements overtake
     * each other in a pipeline, as they do if they are batched by something else than their id, or
     * if deletions are not embedded. Between upserts that have versions, {@link #withVersion}
     * decides instead.
     *
     * <p>The last 100,000 upserts and as many deletions are remembered. An id that another bundle
     * has under way is waited for. By default elements count in the order they come.
     *
     * @param order where an element stood in its source
     */
    public Write<T> withOrder(SerializableFunction<T, SourceOrder> order) {
      return toBuilder().setOrder(checkNotNull(order, "order")).build();
    }

    /**
     * Measures how long each element took, from the time that the function gives (in milliseconds
     * since the epoch) to the acknowledgement of its point, as {@link QdrantIO#LATENCY}. By default
     * nothing is measured.
     */
    public Write<T> withLatencySince(SerializableFunction<T, Long> startTime) {
      return toBuilder().setStartTime(checkNotNull(startTime, "startTime")).build();
    }

    /**
     * Tells of each element whose point Qdrant has acknowledged, or a newer one in its place, at
     * once and on the worker: for a source that wants to know what is done. The bundle may fail
     * after that. By default nobody is told.
     *
     * @param acknowledged called by one thread of a worker at a time for a bundle
     */
    public Write<T> withAcknowledged(SerializableConsumer<T> acknowledged) {
      return toBuilder().setAcknowledged(checkNotNull(acknowledged, "acknowledged")).build();
    }

    /** Sends up to this many points in a call, at least 1; 512 by default. */
    public Write<T> withBatchSize(int batchSize) {
      checkArgument(batchSize >= 1, "batch size has to be at least 1, it is %s", batchSize);
      return toBuilder().setBatchSize(batchSize).build();
    }

    /**
     * Sends up to this many bytes of points in a call, as they are encoded, at least 1; 3 MiB by
     * default. A single point that is larger still goes, alone. Qdrant itself takes any size over
     * gRPC, but proxies and memory do not.
     */
    public Write<T> withBatchBytes(long batchBytes) {
      checkArgument(batchBytes >= 1, "batch bytes have to be at least 1, they are %s", batchBytes);
      return toBuilder().setBatchBytes(batchBytes).build();
    }

    /**
     * Keeps up to this many calls of a bundle under way, at least 1; 4 by default, which a server
     * takes about 1.3 times as fast as one.
     */
    public Write<T> withMaxInFlight(int maxInFlight) {
      checkArgument(maxInFlight >= 1, "calls in flight have to be at least 1, not %s", maxInFlight);
      return toBuilder().setMaxInFlight(maxInFlight).build();
    }

    /**
     * Waits this long for a server that is away before the bundle fails, zero or more; 5 minutes by
     * default. The time runs from a call's first failure.
     */
    public Write<T> withMaxOutage(Duration maxOutage) {
      checkArgument(
          !maxOutage.isNegative(), "maximum outage has to be 0 or more, not %s", maxOutage);
      return toBuilder().setMaxOutage(maxOutage).build();
    }

    /**
     * Emits the ids of the points that were written, as {@link WriteResult#written()}. Not by
     * default: a runner may keep copies of the outputs of a transform that has several, as Spark's
     * does.
     */
    public Write<T> withWrittenOutput() {
      return toBuilder().setWrittenOutput(true).build();
    }

    /**
     * Does not ask Qdrant anything when the pipeline is run, where the machine that starts it
     * cannot reach Qdrant or has no key. Each worker checks and creates the collection all the
     * same; but {@link CreateDisposition#RECREATE} is not possible then.
     */
    public Write<T> withoutValidation() {
      return toBuilder().setValidation(false).build();
    }

    WriteSettings settings() {
      return new WriteSettings(
          collection(),
          versionField(),
          sameVersionDeleted(),
          order() != null,
          batchSize(),
          batchBytes(),
          maxInFlight(),
          maxOutage());
    }

    @Override
    public void validate(@Nullable PipelineOptions options) {
      if (!validation()) {
        return;
      }
      if (collection().createDisposition() == CreateDisposition.RECREATE) {
        QdrantCollection.recreate(connection(), collection());
      }
      try (QdrantCollection opened = QdrantCollection.open(connection(), collection())) {
        if (versionField() != null) {
          opened.checkConditionalUpdates();
        }
      }
    }

    @Override
    public WriteResult<T> expand(PCollection<T> elements) {
      checkArgument(connection() != null, "withConnection() is required");
      checkArgument(collection() != null, "withCollection() is required");
      checkArgument(
          validation() || collection().createDisposition() != CreateDisposition.RECREATE,
          "withoutValidation() leaves nobody to recreate the collection once: choose another"
              + " create disposition");
      Coder<T> coder = elements.getCoder();
      TupleTag<Rejected<T>> rejectedTag = new TupleTag<>("rejected") {};
      TupleTag<PointId> writtenTag = new TupleTag<>("written") {};
      PCollectionTuple outputs =
          elements.apply(
              "Upsert",
              ParDo.of(new WriteFn<>(this, writtenTag))
                  .withOutputTags(
                      rejectedTag,
                      writtenOutput() ? TupleTagList.of(writtenTag) : TupleTagList.empty()));
      outputs.get(rejectedTag).setCoder(new RejectedCoder<>(coder));
      if (writtenOutput()) {
        outputs.get(writtenTag).setCoder(PointIdCoder.of());
      }
      return new WriteResult<>(outputs, rejectedTag, writtenTag);
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      if (connection() != null) {
        builder.include("connection", connection());
      }
      if (collection() != null) {
        builder.include("collection", collection());
      }
      builder
          .addIfNotNull(
              DisplayData.item("versionField", versionField()).withLabel("Field of the version"))
          .add(
              DisplayData.item("sameVersionDeleted", sameVersionDeleted())
                  .withLabel("Whether a deletion takes away a point of its version"))
          .add(DisplayData.item("batchSize", batchSize()).withLabel("Most points in a call"))
          .add(DisplayData.item("batchBytes", batchBytes()).withLabel("Most bytes in a call"))
          .add(DisplayData.item("maxInFlight", maxInFlight()).withLabel("Responses under way"))
          .add(
              DisplayData.item("maxOutageMillis", maxOutage().toMillis())
                  .withLabel("Longest outage that is waited for"))
          .add(
              DisplayData.item("writtenOutput", writtenOutput())
                  .withLabel("Whether written ids are emitted"))
          .add(
              DisplayData.item("validation", validation())
                  .withLabel("Whether Qdrant is asked when the pipeline is run"));
    }
  }
}
