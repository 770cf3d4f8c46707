package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.util.Map;

/**
 * What a collection is: the request that created it, as later updates have changed it, and its
 * payload indexes. Immutable.
 */
public record CollectionDefinition(CreateCollection request, PayloadSchema schema) {
  private static final int MAX_NAME_LENGTH = 255;
  private static final String FORBIDDEN_IN_NAMES = "<>:\"/\\|?*\0\u001F";

  /** The definition that a request asks for; refuses what Qdrant refuses or the store lacks. */
  public static CollectionDefinition of(CreateCollection request) {
    checkName(request.getCollectionName());
    Failures.refuseIf(request.getShardingMethod() == ShardingMethod.Custom, "custom sharding");
    Failures.refuseIf(request.getStrictModeConfig().getEnabled(), "strict mode");
    VectorSpaces.of(request);
    TuningRanges.check(request);
    return new CollectionDefinition(
        request.toBuilder().clearTimeout().build(), PayloadSchema.EMPTY);
  }

  /** The collection's name. */
  public String name() {
    return request.getCollectionName();
  }

  /** The vectors that its points may have. */
  public VectorSpaces vectors() {
    return VectorSpaces.of(request);
  }

  /** The same with other payload indexes. */
  public CollectionDefinition withSchema(PayloadSchema changed) {
    return new CollectionDefinition(request, changed);
  }

  /** The same with a sparse vector that it may have or not; refuses what Qdrant refuses. */
  public CollectionDefinition withSparseVector(String name, SparseVectorParams params) {
    return new CollectionDefinition(new SparseDeclaration(name, params).addTo(request), schema);
  }

  /** Merged with the parts of an update that tell no data apart. */
  public CollectionDefinition updated(UpdateCollection update) {
    Failures.refuseIf(update.hasVectorsConfig(), "updates of vectors_config");
    Failures.refuseIf(update.hasQuantizationConfig(), "updates of quantization_config");
    update.getSparseVectorsConfig().getMapMap().keySet().forEach(vectors()::sparse);
    Failures.refuseIf(update.hasSparseVectorsConfig(), "updates of sparse_vectors_config");
    Failures.refuseIf(update.hasStrictModeConfig(), "strict mode");
    Failures.refuseIf(
        update.getParams().hasReadFanOutFactor() || update.getParams().hasReadFanOutDelayMs(),
        "reads from several replicas");
    CreateCollection.Builder changed = request.toBuilder();
    mergeMetadata(changed, update.getMetadataMap());
    if (update.hasOptimizersConfig()) {
      changed.mergeOptimizersConfig(update.getOptimizersConfig());
    }
    if (update.hasHnswConfig()) {
      changed.mergeHnswConfig(update.getHnswConfig());
    }
    if (update.getParams().hasReplicationFactor()) {
      changed.setReplicationFactor(update.getParams().getReplicationFactor());
    }
    if (update.getParams().hasWriteConsistencyFactor()) {
      changed.setWriteConsistencyFactor(update.getParams().getWriteConsistencyFactor());
    }
    if (update.getParams().hasOnDiskPayload()) {
      changed.setOnDiskPayload(update.getParams().getOnDiskPayload());
    }
    TuningRanges.check(changed.build());
    return new CollectionDefinition(changed.build(), schema);
  }

  /** Key by key, and not into what a key holds; a null takes its key away. */
  private static void mergeMetadata(CreateCollection.Builder request, Map<String, Value> update) {
    for (Map.Entry<String, Value> entry : update.entrySet()) {
      switch (entry.getValue().getKindCase()) {
        case NULL_VALUE, KIND_NOT_SET -> request.removeMetadata(entry.getKey());
        default -> request.putMetadata(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Put together again from what was on disk. */
  static CollectionDefinition restored(
      CreateCollection request, Map<String, PayloadSchemaInfo> indexes) {
    PayloadSchema schema = PayloadSchema.EMPTY;
    for (Map.Entry<String, PayloadSchemaInfo> index : indexes.entrySet()) {
      schema = schema.with(index.getKey(), index.getValue());
    }
    return new CollectionDefinition(request, schema);
  }

  private static void checkName(String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_NAME_LENGTH) {
      throw Failures.wrongInput(
          "collection_name has to have 1 to " + MAX_NAME_LENGTH + " characters, not " + length);
    }
    if (name.chars().anyMatch(c -> FORBIDDEN_IN_NAMES.indexOf(c) >= 0)) {
      throw Failures.wrongInput("collection name `" + name + "` contains a forbidden character");
    }
  }
}
