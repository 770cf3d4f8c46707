package io.vectorstream.qdrant.collection;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
import org.jspecify.annotations.Nullable;

/**
 * A collection as it is wanted: what its vectors are, how it is created if it is missing, and which
 * payload fields are indexed.
 *
 * <pre>{@code
 * CollectionSpec.of("products", VectorSpec.of(384))
 *     .withPayloadIndex(PayloadIndex.keyword("category"), PayloadIndex.floating("price"))
 *     .withQuantization(Quantization.scalar());
 * CollectionSpec.of("products", VectorSpec.of(384))
 *     .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf));
 * }</pre>
 *
 * <p>A collection that exists is left as it is, but for payload indexes that it lacks, which are
 * added. It is refused if its vectors have other names, sizes or distances, if it lacks a sparse
 * vector or has it with another modifier, or if one of the fields has an index of another type; it
 * may have sparse vectors beside those named here. How it is tuned may differ, since that does not
 * change what is stored: the log says so.
 */
@AutoValue
public abstract class CollectionSpec implements HasDisplayData, Serializable {

  private static final long serialVersionUID = 1L;

  /** The name of vectors that have none, here as in Qdrant. */
  public static final String UNNAMED = "";

  private static final int NAME_LENGTH_MAX = 255;
  private static final String FORBIDDEN_IN_NAMES = "<>:\"/\\|?*\0\u001F";
  private static final int EF_CONSTRUCT_MIN = 4;

  /** The collection's name. */
  public abstract String name();

  /**
   * What its dense vectors are, by their names; a single one without a name is {@link #UNNAMED}.
   */
  public abstract Map<String, VectorSpec> vectors();

  /** What its sparse vectors are, by their names. */
  public abstract Map<String, SparseVectorSpec> sparseVectors();

  /** What becomes of the collection before the first point is written. */
  public abstract CreateDisposition createDisposition();

  abstract Map<String, Value> metadata();

  abstract List<PayloadIndex> payloadIndexes();

  abstract @Nullable Integer hnswM();

  abstract @Nullable Integer hnswEfConstruct();

  abstract @Nullable Quantization quantization();

  abstract @Nullable Boolean onDiskPayload();

  abstract @Nullable Integer shardNumber();

  abstract @Nullable Integer replicationFactor();

  abstract @Nullable Integer writeConsistencyFactor();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setName(String name);

    abstract Builder setVectors(Map<String, VectorSpec> vectors);

    abstract Builder setSparseVectors(Map<String, SparseVectorSpec> sparseVectors);

    abstract Builder setCreateDisposition(CreateDisposition createDisposition);

    abstract Builder setMetadata(Map<String, Value> metadata);

    abstract Builder setPayloadIndexes(List<PayloadIndex> payloadIndexes);

    abstract Builder setHnswM(@Nullable Integer hnswM);

    abstract Builder setHnswEfConstruct(@Nullable Integer hnswEfConstruct);

    abstract Builder setQuantization(@Nullable Quantization quantization);

    abstract Builder setOnDiskPayload(@Nullable Boolean onDiskPayload);

    abstract Builder setShardNumber(@Nullable Integer shardNumber);

    abstract Builder setReplicationFactor(@Nullable Integer replicationFactor);

    abstract Builder setWriteConsistencyFactor(@Nullable Integer writeConsistencyFactor);

    abstract CollectionSpec build();
  }

  /**
   * A collection whose points have one vector each, without a name.
   *
   * @param name 1 to 255 characters, none of {@code < > : " / \ | ? *}
   * @throws IllegalArgumentException if it cannot be a collection's name
   */
  public static CollectionSpec of(String name, VectorSpec unnamed) {
    return create(name, ImmutableMap.of(UNNAMED, unnamed));
  }

  /**
   * A collection whose points have a vector for each name.
   *
   * @param name 1 to 255 characters, none of {@code < > : " / \ | ? *}
   * @param named what the vectors are, by their names
   * @throws IllegalArgumentException if that cannot be a collection's name, there are no vectors,
   *     or a vector's name is blank
   */
  public static CollectionSpec of(String name, Map<String, VectorSpec> named) {
    checkArgument(!named.isEmpty(), "a collection needs vectors, there are none");
    checkArgument(
        named.keySet().stream().noneMatch(String::isBlank),
        "a named vector needs a name, it is blank");
    return create(name, ImmutableMap.copyOf(named));
  }

  private static CollectionSpec create(String name, Map<String, VectorSpec> vectors) {
    checkName(name);
    return new AutoValue_CollectionSpec.Builder()
        .setName(name)
        .setVectors(vectors)
        .setSparseVectors(ImmutableMap.of())
        .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
        .setMetadata(ImmutableMap.of())
        .setPayloadIndexes(ImmutableList.of())
        .build();
  }

  private static void checkName(String name) {
    checkArgument(!name.isBlank(), "a collection needs a name, it is blank");
    int length = name.codePointCount(0, name.length());
    checkArgument(
        length <= NAME_LENGTH_MAX,
        "a collection's name has at most %s characters, this one %s",
        NAME_LENGTH_MAX,
        length);
    for (char character : name.toCharArray()) {
      checkArgument(
          FORBIDDEN_IN_NAMES.indexOf(character) < 0,
          "a collection's name cannot contain \"%s\", as \"%s\" does",
          character,
          name);
    }
  }

  /** The same collection, but for points that have one dense vector of this kind, unnamed. */
  public CollectionSpec withVector(VectorSpec unnamed) {
    return toBuilder().setVectors(ImmutableMap.of(UNNAMED, unnamed)).build();
  }

  /**
   * The same collection, for points that may have a sparse vector of this name beside their dense
   * ones; none by default.
   *
   * @throws IllegalArgumentException if the name is blank, or a dense vector has it
   */
  public CollectionSpec withSparseVector(String name, SparseVectorSpec sparse) {
    checkArgument(!name.isBlank(), "a sparse vector needs a name, it is blank");
    checkArgument(
        !vectors().containsKey(name), "the vector \"%s\" cannot be dense and sparse", name);
    return toBuilder()
        .setSparseVectors(
            ImmutableMap.<String, SparseVectorSpec>builder()
                .putAll(sparseVectors())
                .put(name, checkNotNull(sparse, "sparse"))
                .buildKeepingLast())
        .build();
  }

  /** Creates the collection if needed, never, or anew; {@code CREATE_IF_NEEDED} by default. */
  public CollectionSpec withCreateDisposition(CreateDisposition createDisposition) {
    return toBuilder()
        .setCreateDisposition(checkNotNull(createDisposition, "createDisposition"))
        .build();
  }

  /**
   * Gives a collection that is created this metadata, by key; none by default. One that exists
   * keeps its own. Kept by Qdrant since 1.16.
   */
  public CollectionSpec withMetadata(Map<String, Value> metadata) {
    return toBuilder().setMetadata(ImmutableMap.copyOf(metadata)).build();
  }

  /**
   * Indexes payload fields, beside those named before; none by default.
   *
   * @throws IllegalArgumentException if a field is named twice
   */
  public CollectionSpec withPayloadIndex(PayloadIndex... indexes) {
    ImmutableList<PayloadIndex> all =
        ImmutableList.<PayloadIndex>builder().addAll(payloadIndexes()).add(indexes).build();
    Set<String> fields = new HashSet<>();
    for (PayloadIndex index : all) {
      checkArgument(
          fields.add(index.field()), "the field \"%s\" has two payload indexes", index.field());
    }
    return toBuilder().setPayloadIndexes(all).build();
  }

  /**
   * Gives a node of the search graph this many edges; more are more precise, larger and slower to
   * build. 0 builds no graph. By default Qdrant decides (16).
   */
  public CollectionSpec withHnswM(int m) {
    checkAtLeast("HNSW m", 0, m);
    return toBuilder().setHnswM(m).build();
  }

  /**
   * Looks at this many neighbours, 4 or more, where a point is put into the search graph; more are
   * more precise and slower to build. By default Qdrant decides (100).
   */
  public CollectionSpec withHnswEfConstruct(int efConstruct) {
    checkAtLeast("HNSW ef_construct", EF_CONSTRUCT_MIN, efConstruct);
    return toBuilder().setHnswEfConstruct(efConstruct).build();
  }

  /** Searches through smaller copies of the vectors first; not by default. */
  public CollectionSpec withQuantization(Quantization quantization) {
    return toBuilder().setQuantization(checkNotNull(quantization, "quantization")).build();
  }

  /** Keeps payloads on disk, or in memory as well. By default Qdrant decides (on disk). */
  public CollectionSpec withOnDiskPayload(boolean onDisk) {
    return toBuilder().setOnDiskPayload(onDisk).build();
  }

  /** Divides the collection into this many shards, 1 or more. By default Qdrant decides. */
  public CollectionSpec withShardNumber(int shards) {
    checkAtLeast("shard number", 1, shards);
    return toBuilder().setShardNumber(shards).build();
  }

  /** Keeps this many copies of each shard, 1 or more. By default Qdrant decides (1). */
  public CollectionSpec withReplicationFactor(int copies) {
    checkAtLeast("replication factor", 1, copies);
    return toBuilder().setReplicationFactor(copies).build();
  }

  /**
   * Has a write acknowledged only when this many copies have taken it, 1 or more. By default Qdrant
   * decides (1).
   */
  public CollectionSpec withWriteConsistencyFactor(int copies) {
    checkAtLeast("write consistency factor", 1, copies);
    return toBuilder().setWriteConsistencyFactor(copies).build();
  }

  private static void checkAtLeast(String what, int least, int value) {
    checkArgument(value >= least, "%s has to be at least %s, it is %s", what, least, value);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    CollectionDisplay.populate(this, builder);
  }
}
