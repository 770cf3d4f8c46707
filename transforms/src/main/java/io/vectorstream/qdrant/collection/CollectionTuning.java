package io.vectorstream.qdrant.collection;

import com.google.common.base.Joiner;
import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.VectorParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an existing collection is tuned, compared with the specification. The two may differ: that
 * changes speed, memory and safety, but not what is stored.
 */
final class CollectionTuning {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionTuning.class);

  private CollectionTuning() {}

  /** Logs what differs from the specification. */
  static void warnOfDifferences(CollectionSpec spec, CollectionInfo info) {
    List<String> differences = differences(spec, info);
    if (!differences.isEmpty()) {
      LOG.warn(
          "The collection \"{}\" is not tuned as asked, and stays as it is: {}",
          spec.name(),
          Joiner.on("; ").join(differences));
    }
  }

  static List<String> differences(CollectionSpec spec, CollectionInfo info) {
    CollectionConfig config = info.getConfig();
    List<String> differences = new ArrayList<>();
    compare(differences, "HNSW m", config.getHnswConfig().getM(), spec.hnswM());
    compare(
        differences,
        "HNSW ef_construct",
        config.getHnswConfig().getEfConstruct(),
        spec.hnswEfConstruct());
    compare(
        differences,
        "quantization",
        quantization(config.getQuantizationConfig()),
        spec.quantization());
    compare(
        differences,
        "payload on disk",
        config.getParams().getOnDiskPayload(),
        spec.onDiskPayload());
    compare(differences, "shards", config.getParams().getShardNumber(), spec.shardNumber());
    compare(
        differences,
        "replication factor",
        config.getParams().getReplicationFactor(),
        spec.replicationFactor());
    compare(
        differences,
        "write consistency factor",
        config.getParams().getWriteConsistencyFactor(),
        spec.writeConsistencyFactor());
    Map<String, VectorParams> vectors = CollectionFit.vectors(info);
    spec.vectors()
        .forEach(
            (name, wanted) -> {
              if (wanted.onDisk() && !vectors.get(name).getOnDisk()) {
                differences.add(
                    "vectors "
                        + (name.equals(CollectionSpec.UNNAMED) ? "" : "\"" + name + "\" ")
                        + "in memory, wanted on disk");
              }
            });
    return differences;
  }

  private static void compare(
      List<String> differences, String what, Object found, @Nullable Object wanted) {
    if (wanted != null && !wanted.toString().equals(found.toString())) {
      differences.add(what + " " + found + ", wanted " + wanted);
    }
  }

  /** In the words of {@link Quantization#toString}. */
  private static String quantization(QuantizationConfig config) {
    return switch (config.getQuantizationCase()) {
      case SCALAR -> scalar(config.getScalar()).toString();
      case BINARY -> binary(config.getBinary()).toString();
      case PRODUCT -> "product";
      case QUANTIZATION_NOT_SET -> "none";
    };
  }

  private static Quantization scalar(ScalarQuantization found) {
    Quantization scalar = Quantization.scalar();
    if (found.hasQuantile()) {
      scalar = scalar.withQuantile(found.getQuantile());
    }
    return found.getAlwaysRam() ? scalar.withAlwaysRam() : scalar;
  }

  private static Quantization binary(BinaryQuantization found) {
    return found.getAlwaysRam() ? Quantization.binary().withAlwaysRam() : Quantization.binary();
  }
}
