package io.vectorstream.qdrant.collection;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;

/** What Qdrant says of a collection that a request has just created. */
final class CreatedCollections {

  private CreatedCollections() {}

  static CollectionInfo of(CollectionSpec spec) {
    CreateCollection request = CollectionRequests.create(spec);
    CollectionConfig.Builder config =
        CollectionConfig.newBuilder()
            .setParams(
                CollectionParams.newBuilder()
                    .setVectorsConfig(request.getVectorsConfig())
                    .setSparseVectorsConfig(request.getSparseVectorsConfig())
                    .setShardNumber(request.getShardNumber())
                    .setReplicationFactor(request.getReplicationFactor())
                    .setWriteConsistencyFactor(request.getWriteConsistencyFactor())
                    .setOnDiskPayload(request.getOnDiskPayload()))
            .setHnswConfig(request.getHnswConfig())
            .putAllMetadata(request.getMetadataMap());
    if (request.hasQuantizationConfig()) {
      config.setQuantizationConfig(request.getQuantizationConfig());
    }
    return CollectionInfo.newBuilder().setConfig(config).build();
  }
}
