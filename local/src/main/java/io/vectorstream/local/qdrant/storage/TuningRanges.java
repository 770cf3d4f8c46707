package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.WalConfigDiff;
import io.vectorstream.local.qdrant.grpc.Failures;

/**
 * The bounds of the settings that tune a server. This store keeps and shows them without heeding
 * them, so a mistake in one would otherwise come to light only at a real Qdrant.
 */
final class TuningRanges {
  private static final int SMALLEST_EF_CONSTRUCT = 4;
  private static final int SMALLEST_VACUUM = 100;
  private static final double SMALLEST_QUANTILE = 0.5;

  private TuningRanges() {}

  static void check(CreateCollection request) {
    atLeast(1, "shard_number", request.hasShardNumber(), request.getShardNumber());
    atLeast(
        1, "replication_factor", request.hasReplicationFactor(), request.getReplicationFactor());
    atLeast(
        1,
        "write_consistency_factor",
        request.hasWriteConsistencyFactor(),
        request.getWriteConsistencyFactor());
    check(request.getHnswConfig());
    check(request.getQuantizationConfig());
    check(request.getOptimizersConfig());
    check(request.getWalConfig());
    VectorsConfig vectors = request.getVectorsConfig();
    check(vectors.getParams());
    vectors.getParamsMap().getMapMap().values().forEach(TuningRanges::check);
  }

  private static void check(VectorParams params) {
    check(params.getHnswConfig());
    check(params.getQuantizationConfig());
  }

  private static void check(HnswConfigDiff hnsw) {
    atLeast(
        SMALLEST_EF_CONSTRUCT,
        "hnsw_config.ef_construct",
        hnsw.hasEfConstruct(),
        hnsw.getEfConstruct());
  }

  private static void check(QuantizationConfig quantization) {
    if (!quantization.hasScalar()) {
      return;
    }
    ScalarQuantization scalar = quantization.getScalar();
    if (scalar.getType() != QuantizationType.Int8) {
      throw Failures.wrongInput("Unknown quantization type");
    }
    if (scalar.hasQuantile()) {
      within(SMALLEST_QUANTILE, 1, "quantization_config.quantile", scalar.getQuantile());
    }
  }

  private static void check(OptimizersConfigDiff optimizers) {
    if (optimizers.hasDeletedThreshold()) {
      within(0, 1, "optimizers_config.deleted_threshold", (float) optimizers.getDeletedThreshold());
    }
    atLeast(
        SMALLEST_VACUUM,
        "optimizers_config.vacuum_min_vector_number",
        optimizers.hasVacuumMinVectorNumber(),
        optimizers.getVacuumMinVectorNumber());
    atLeast(
        1,
        "optimizers_config.max_segment_size",
        optimizers.hasMaxSegmentSize(),
        optimizers.getMaxSegmentSize());
  }

  private static void check(WalConfigDiff wal) {
    atLeast(1, "wal_config.wal_capacity_mb", wal.hasWalCapacityMb(), wal.getWalCapacityMb());
    atLeast(1, "wal_config.wal_retain_closed", wal.hasWalRetainClosed(), wal.getWalRetainClosed());
  }

  private static void atLeast(long smallest, String setting, boolean present, long value) {
    if (present && value < smallest) {
      throw Failures.wrongInput(
          setting + ": value " + value + " invalid, must be " + smallest + " or larger");
    }
  }

  private static void within(double from, double to, String setting, float value) {
    if (!(value >= from && value <= to)) {
      throw Failures.wrongInput(
          setting + ": value " + value + " invalid, must be from " + from + " to " + to);
    }
  }
}
