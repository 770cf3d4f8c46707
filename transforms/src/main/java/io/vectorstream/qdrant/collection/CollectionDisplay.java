package io.vectorstream.qdrant.collection;

import com.google.common.base.Joiner;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** What a runner shows of a collection's specification. */
final class CollectionDisplay {

  private CollectionDisplay() {}

  static void populate(CollectionSpec spec, DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("collection", spec.name()).withLabel("Collection"))
        .add(
            DisplayData.item("createDisposition", spec.createDisposition().toString())
                .withLabel("Creation of the collection"))
        .addIfNotNull(DisplayData.item("hnswM", spec.hnswM()).withLabel("HNSW m"))
        .addIfNotNull(
            DisplayData.item("hnswEfConstruct", spec.hnswEfConstruct())
                .withLabel("HNSW ef_construct"))
        .addIfNotNull(
            DisplayData.item(
                    "quantization", spec.quantization() == null ? null : "" + spec.quantization())
                .withLabel("Quantization"))
        .addIfNotNull(
            DisplayData.item("onDiskPayload", spec.onDiskPayload()).withLabel("Payloads on disk"))
        .addIfNotNull(DisplayData.item("shardNumber", spec.shardNumber()).withLabel("Shards"))
        .addIfNotNull(
            DisplayData.item("replicationFactor", spec.replicationFactor())
                .withLabel("Copies of a shard"))
        .addIfNotNull(
            DisplayData.item("writeConsistencyFactor", spec.writeConsistencyFactor())
                .withLabel("Copies that take a write"));
    spec.vectors()
        .forEach(
            (name, vector) ->
                builder.add(
                    DisplayData.item(
                            name.equals(CollectionSpec.UNNAMED) ? "vector" : "vector." + name,
                            vector.toString())
                        .withLabel("Vector")));
    spec.sparseVectors()
        .forEach(
            (name, vector) ->
                builder.add(
                    DisplayData.item("vector." + name, vector.toString()).withLabel("Vector")));
    for (PayloadIndex index : spec.payloadIndexes()) {
      builder.add(
          DisplayData.item("payloadIndex." + index.field(), index.type().toString())
              .withLabel("Payload index"));
    }
    if (!spec.metadata().isEmpty()) {
      builder.add(
          DisplayData.item("metadata", Joiner.on(", ").join(spec.metadata().keySet()))
              .withLabel("Keys of the metadata"));
    }
  }
}
