/**
 * Transforms for writing to <a href="https://qdrant.tech">Qdrant</a>, a vector database, over gRPC.
 *
 * <p>{@link io.vectorstream.qdrant.QdrantIO} is where to start. A complete pipeline, which keeps a
 * collection of products in step with a stream of their changes:
 *
 * <pre>{@code
 * import io.qdrant.client.ValueFactory;
 * import io.vectorstream.qdrant.QdrantIO;
 * import io.vectorstream.qdrant.Rejected;
 * import io.vectorstream.qdrant.WriteResult;
 * import io.vectorstream.qdrant.collection.CollectionSpec;
 * import io.vectorstream.qdrant.collection.PayloadIndex;
 * import io.vectorstream.qdrant.collection.VectorSpec;
 * import io.vectorstream.qdrant.connection.QdrantConnection;
 * import io.vectorstream.qdrant.point.QdrantPoint;
 *
 * PCollection<Change> changes = pipeline.apply("ReadChanges", ...);
 *
 * WriteResult<Change> result =
 *     changes.apply(
 *         "WriteToQdrant",
 *         QdrantIO.<Change>writeVia(
 *                 change -> {
 *                   QdrantPoint point = QdrantPoint.withId(change.sku());
 *                   Map<String, Value> version =
 *                       Map.of("changed_at", ValueFactory.value(change.time().toString()));
 *                   return change.isRemoval()
 *                       ? point.withPayload(version).deleted()
 *                       : point.withVector(change.embedding()).withPayload(version);
 *                 })
 *             .withConnection(
 *                 QdrantConnection.of("https://qdrant.example.com:6334")
 *                     .withApiKeyFile("/run/secrets/qdrant")
 *                     .withCaFile("/etc/ssl/our-ca.pem"))
 *             .withCollection(
 *                 CollectionSpec.of("products", VectorSpec.of(384))
 *                     .withPayloadIndex(PayloadIndex.datetime("changed_at")))
 *             .withVersion("changed_at")
 *             .withMaxOutage(Duration.ofMinutes(10)));
 *
 * result
 *     .rejected()
 *     .apply(
 *         "Describe",
 *         MapElements.into(TypeDescriptors.strings())
 *             .via((Rejected<Change> rejected) ->
 *                 rejected.element().sku() + ": " + rejected.reason()))
 *     .apply("KeepRejected", TextIO.write().to("rejected").withWindowedWrites().withNumShards(1));
 * }</pre>
 *
 * <p>The parts, each in the package that owns it:
 *
 * <ul>
 *   <li>{@link io.vectorstream.qdrant.connection.QdrantConnection}: address, TLS, API key,
 *       deadline.
 *   <li>{@link io.vectorstream.qdrant.collection.CollectionSpec} with {@link
 *       io.vectorstream.qdrant.collection.VectorSpec}, {@link
 *       io.vectorstream.qdrant.collection.Quantization} and {@link
 *       io.vectorstream.qdrant.collection.PayloadIndex}: what the collection is to be, and {@link
 *       io.vectorstream.qdrant.collection.CreateDisposition}, who creates it.
 *   <li>{@link io.vectorstream.qdrant.point.QdrantPoint}, {@link
 *       io.vectorstream.qdrant.point.PointIds} and {@link io.vectorstream.qdrant.point.Payloads}: a
 *       point and how its parts are made.
 *   <li>{@link io.vectorstream.qdrant.WriteResult} and {@link io.vectorstream.qdrant.Rejected}: how
 *       a pipeline goes on.
 * </ul>
 *
 * <p>This package holds the transform itself, and is the only one that knows how Beam's outputs and
 * metrics are fed. It stands on top: {@code connection} knows none of the others, {@code
 * collection} knows the connection, {@code point} knows both, and {@code write}, which is no part
 * of the API, knows all three. The values that a user makes live in those packages, because the
 * writing needs them too.
 *
 * <p>API keys are read by workers, from a file or a variable that the connection names: neither a
 * serialized pipeline nor its display data holds one.
 */
package io.vectorstream.qdrant;
