package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkNotNull;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.qdrant.collection.CollectionSpec;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A point to write: its id, its vectors and its payload. Or one to delete, which has no vectors.
 *
 * <pre>{@code
 * QdrantPoint.withId("order-17").withVector(vector).withPayload(payload);
 * QdrantPoint.withId(17).withVector("text", text).withVector("image", image);
 * QdrantPoint.withId("order-17").withVector(vector).withSparseVector("words", words);
 * QdrantPoint.withId("order-17").deleted();
 * }</pre>
 *
 * <p>Points are immutable; their vectors are shared, not copied, so nobody may write to them.
 */
@AutoValue
@DefaultCoder(QdrantPointCoder.class)
public abstract class QdrantPoint {

  /** The point's id; see {@link PointIds}. */
  public abstract PointId id();

  /** The dense vectors by their names; one without a name is {@link CollectionSpec#UNNAMED}. */
  public abstract Map<String, float[]> vectors();

  /** The sparse vectors by their names. */
  public abstract Map<String, SparseVector> sparseVectors();

  /** The payload; see {@link Payloads}. */
  public abstract Map<String, Value> payload();

  /** Whether the point of this id is to be deleted. */
  public abstract boolean isDeletion();

  /** A point of this id, as yet without vectors and payload. */
  public static QdrantPoint withId(PointId id) {
    return withCanonicalId(PointIds.canonical(id));
  }

  /** A point of the id that {@link PointIds#of(String)} makes of a text. */
  public static QdrantPoint withId(String id) {
    return withCanonicalId(PointIds.of(id));
  }

  /** A point of an unsigned integer as id; see {@link PointIds#of(long)}. */
  public static QdrantPoint withId(long id) {
    return withCanonicalId(PointIds.of(id));
  }

  /** A point of a UUID as id. */
  public static QdrantPoint withId(UUID id) {
    return withCanonicalId(PointIds.of(id));
  }

  private static QdrantPoint withCanonicalId(PointId id) {
    return new AutoValue_QdrantPoint(
        id, ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of(), false);
  }

  /** The same with a vector, for a collection whose dense vectors have no names. */
  public QdrantPoint withVector(float[] vector) {
    return withVectors(ImmutableMap.of(CollectionSpec.UNNAMED, vector));
  }

  /** The same with one more vector, or another in place of the one of this name. */
  public QdrantPoint withVector(String name, float[] vector) {
    return withVectors(with(vectors(), name, checkNotNull(vector, "vector")));
  }

  private QdrantPoint withVectors(Map<String, float[]> vectors) {
    return new AutoValue_QdrantPoint(id(), vectors, sparseVectors(), payload(), false);
  }

  /**
   * The same with one more sparse vector, or another in place of the one of this name. It stands
   * beside the dense vectors, whether those have names or not, and a point may lack it.
   */
  public QdrantPoint withSparseVector(String name, SparseVector vector) {
    return new AutoValue_QdrantPoint(
        id(),
        vectors(),
        with(sparseVectors(), name, checkNotNull(vector, "vector")),
        payload(),
        false);
  }

  private static <V> Map<String, V> with(Map<String, V> vectors, String name, V vector) {
    return ImmutableMap.<String, V>builder().putAll(vectors).put(name, vector).buildKeepingLast();
  }

  /** The same with this payload instead of the one it has. */
  public QdrantPoint withPayload(Map<String, Value> payload) {
    return new AutoValue_QdrantPoint(id(), vectors(), sparseVectors(), payload, isDeletion());
  }

  /**
   * The deletion of the point of this id. It has no vectors; of the payload counts the field that
   * {@code withVersion} names, if it has it.
   */
  public QdrantPoint deleted() {
    return new AutoValue_QdrantPoint(id(), ImmutableMap.of(), ImmutableMap.of(), payload(), true);
  }

  /**
   * As Qdrant's client has it; of a deletion the id alone.
   *
   * @throws IllegalArgumentException as {@link PointMessages#encode} does
   */
  public PointStruct toStruct() {
    return new PointMessages().encode(this).toStruct();
  }
}
