package io.vectorstream.qdrant.collection;

import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;

/** The requests that make a collection as it is specified. What is not set is left to Qdrant. */
final class CollectionRequests {

  private CollectionRequests() {}

  static CreateCollection create(CollectionSpec spec) {
    CreateCollection.Builder request =
        CreateCollection.newBuilder()
            .setCollectionName(spec.name())
            .setVectorsConfig(vectors(spec))
            .putAllMetadata(spec.metadata());
    if (!spec.sparseVectors().isEmpty()) {
      request.setSparseVectorsConfig(sparseVectors(spec));
    }
    if (spec.hnswM() != null || spec.hnswEfConstruct() != null) {
      request.setHnswConfig(hnsw(spec));
    }
    if (spec.quantization() != null) {
      request.setQuantizationConfig(quantization(spec.quantization()));
    }
    if (spec.onDiskPayload() != null) {
      request.setOnDiskPayload(spec.onDiskPayload());
    }
    if (spec.shardNumber() != null) {
      request.setShardNumber(spec.shardNumber());
    }
    if (spec.replicationFactor() != null) {
      request.setReplicationFactor(spec.replicationFactor());
    }
    if (spec.writeConsistencyFactor() != null) {
      request.setWriteConsistencyFactor(spec.writeConsistencyFactor());
    }
    return request.build();
  }

  /**
   * Indexes a field.
   *
   * @param wait whether the answer comes only when the points that are there have been indexed
   */
  static CreateFieldIndexCollection index(String collection, PayloadIndex index, boolean wait) {
    return CreateFieldIndexCollection.newBuilder()
        .setCollectionName(collection)
        .setFieldName(index.field())
        .setFieldType(fieldType(index.type()))
        .setWait(wait)
        .build();
  }

  private static VectorsConfig vectors(CollectionSpec spec) {
    VectorSpec unnamed = spec.vectors().get(CollectionSpec.UNNAMED);
    if (unnamed != null) {
      return VectorsConfig.newBuilder().setParams(vector(unnamed)).build();
    }
    VectorParamsMap.Builder named = VectorParamsMap.newBuilder();
    spec.vectors().forEach((name, vector) -> named.putMap(name, vector(vector)));
    return VectorsConfig.newBuilder().setParamsMap(named).build();
  }

  private static VectorParams vector(VectorSpec spec) {
    VectorParams.Builder params =
        VectorParams.newBuilder().setSize(spec.size()).setDistance(spec.distance());
    if (spec.onDisk()) {
      params.setOnDisk(true);
    }
    return params.build();
  }

  private static SparseVectorConfig sparseVectors(CollectionSpec spec) {
    SparseVectorConfig.Builder sparse = SparseVectorConfig.newBuilder();
    spec.sparseVectors().forEach((name, vector) -> sparse.putMap(name, sparseVector(vector)));
    return sparse.build();
  }

  private static SparseVectorParams sparseVector(SparseVectorSpec spec) {
    return spec.modifier() == Modifier.None
        ? SparseVectorParams.getDefaultInstance()
        : SparseVectorParams.newBuilder().setModifier(spec.modifier()).build();
  }

  private static HnswConfigDiff hnsw(CollectionSpec spec) {
    HnswConfigDiff.Builder hnsw = HnswConfigDiff.newBuilder();
    if (spec.hnswM() != null) {
      hnsw.setM(spec.hnswM());
    }
    if (spec.hnswEfConstruct() != null) {
      hnsw.setEfConstruct(spec.hnswEfConstruct());
    }
    return hnsw.build();
  }

  private static QuantizationConfig quantization(Quantization quantization) {
    QuantizationConfig.Builder config = QuantizationConfig.newBuilder();
    switch (quantization.type()) {
      case SCALAR -> config.setScalar(scalar(quantization));
      case BINARY -> config.setBinary(binary(quantization));
    }
    return config.build();
  }

  private static ScalarQuantization scalar(Quantization quantization) {
    ScalarQuantization.Builder scalar =
        ScalarQuantization.newBuilder().setType(QuantizationType.Int8);
    if (quantization.quantile() != null) {
      scalar.setQuantile(quantization.quantile());
    }
    if (quantization.alwaysRam()) {
      scalar.setAlwaysRam(true);
    }
    return scalar.build();
  }

  private static BinaryQuantization binary(Quantization quantization) {
    BinaryQuantization.Builder binary = BinaryQuantization.newBuilder();
    if (quantization.alwaysRam()) {
      binary.setAlwaysRam(true);
    }
    return binary.build();
  }

  private static FieldType fieldType(PayloadSchemaType type) {
    return switch (type) {
      case Keyword -> FieldType.FieldTypeKeyword;
      case Integer -> FieldType.FieldTypeInteger;
      case Float -> FieldType.FieldTypeFloat;
      case Geo -> FieldType.FieldTypeGeo;
      case Text -> FieldType.FieldTypeText;
      case Bool -> FieldType.FieldTypeBool;
      case Datetime -> FieldType.FieldTypeDatetime;
      case Uuid -> FieldType.FieldTypeUuid;
      case UnknownType, UNRECOGNIZED ->
          throw new IllegalArgumentException("no payload index is of the type " + type);
    };
  }
}
