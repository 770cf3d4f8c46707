package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.WalConfigDiff;
import io.vectorstream.local.qdrant.filter.IndexedValues;
import io.vectorstream.local.qdrant.storage.CollectionDefinition;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.Map;

/** Describes a collection the way Qdrant does, with its defaults for what was not asked for. */
final class CollectionInfos {
  private CollectionInfos() {}

  static CollectionInfo of(StoredCollection collection) throws IOException {
    CollectionDefinition definition = collection.definition();
    return collection.read(points -> describe(definition, points));
  }

  private static CollectionInfo describe(CollectionDefinition definition, PointReader points)
      throws IOException {
    CollectionInfo.Builder info =
        CollectionInfo.newBuilder()
            .setStatus(CollectionStatus.Green)
            .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
            .setSegmentsCount(points.segments())
            .setConfig(config(definition.request()))
            .setPointsCount(points.count())
            .setIndexedVectorsCount(0);
    for (Map.Entry<String, PayloadSchemaInfo> field : definition.schema().fields().entrySet()) {
      long count = points.count(IndexedValues.of(definition.schema(), field.getKey()).present());
      info.putPayloadSchema(field.getKey(), field.getValue().toBuilder().setPoints(count).build());
    }
    return info.build();
  }

  private static CollectionConfig config(CreateCollection request) {
    CollectionConfig.Builder config =
        CollectionConfig.newBuilder()
            .setParams(params(request))
            .setHnswConfig(hnswDefaults().mergeFrom(request.getHnswConfig()))
            .setOptimizerConfig(optimizerDefaults().mergeFrom(request.getOptimizersConfig()))
            .setWalConfig(walDefaults().mergeFrom(request.getWalConfig()))
            .putAllMetadata(request.getMetadataMap());
    if (request.hasQuantizationConfig()) {
      config.setQuantizationConfig(request.getQuantizationConfig());
    }
    return config.build();
  }

  private static CollectionParams params(CreateCollection request) {
    CollectionParams.Builder params = CollectionParams.newBuilder();
    if (request.hasSparseVectorsConfig()) {
      params.setSparseVectorsConfig(request.getSparseVectorsConfig());
    }
    return params
        .setVectorsConfig(request.getVectorsConfig())
        .setShardNumber(request.hasShardNumber() ? request.getShardNumber() : 1)
        .setReplicationFactor(request.hasReplicationFactor() ? request.getReplicationFactor() : 1)
        .setWriteConsistencyFactor(
            request.hasWriteConsistencyFactor() ? request.getWriteConsistencyFactor() : 1)
        .setOnDiskPayload(!request.hasOnDiskPayload() || request.getOnDiskPayload())
        .build();
  }

  private static HnswConfigDiff.Builder hnswDefaults() {
    return HnswConfigDiff.newBuilder()
        .setM(16)
        .setEfConstruct(100)
        .setFullScanThreshold(10_000)
        .setMaxIndexingThreads(0)
        .setOnDisk(false);
  }

  private static OptimizersConfigDiff.Builder optimizerDefaults() {
    return OptimizersConfigDiff.newBuilder()
        .setDeletedThreshold(0.2)
        .setVacuumMinVectorNumber(1_000)
        .setDefaultSegmentNumber(0)
        .setIndexingThreshold(10_000)
        .setFlushIntervalSec(5);
  }

  private static WalConfigDiff.Builder walDefaults() {
    return WalConfigDiff.newBuilder()
        .setWalCapacityMb(32)
        .setWalSegmentsAhead(0)
        .setWalRetainClosed(1);
  }
}
