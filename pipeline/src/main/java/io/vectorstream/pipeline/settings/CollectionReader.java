package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.options.CollectionOptions;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.Quantization;
import io.vectorstream.qdrant.collection.VectorSpec;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads how the collection is made. */
final class CollectionReader {

  /** Stands for the model's vectors until it is loaded. */
  private static final VectorSpec ANY_LENGTH = VectorSpec.of(1);

  private CollectionReader() {}

  static CollectionSettings read(CollectionOptions options, String name) {
    CollectionSpec spec =
        OptionValues.named(
            "collection",
            () -> CollectionSpec.of(OptionValues.notBlank("collection", name), ANY_LENGTH));
    spec =
        with(
            spec,
            "createCollection",
            options.getCreateCollection(),
            (s, word) -> s.withCreateDisposition(disposition(word)));
    spec =
        with(
            spec,
            "payloadIndexes",
            options.getPayloadIndexes(),
            (s, list) -> s.withPayloadIndex(PayloadIndexList.parse(list)));
    spec = with(spec, "quantization", options.getQuantization(), CollectionReader::quantized);
    spec = with(spec, "hnswM", options.getHnswM(), CollectionSpec::withHnswM);
    spec =
        with(
            spec,
            "hnswEfConstruct",
            options.getHnswEfConstruct(),
            CollectionSpec::withHnswEfConstruct);
    spec =
        with(spec, "onDiskPayload", options.getOnDiskPayload(), CollectionSpec::withOnDiskPayload);
    spec = with(spec, "shardNumber", options.getShardNumber(), CollectionSpec::withShardNumber);
    spec =
        with(
            spec,
            "replicationFactor",
            options.getReplicationFactor(),
            CollectionSpec::withReplicationFactor);
    spec =
        with(
            spec,
            "writeConsistencyFactor",
            options.getWriteConsistencyFactor(),
            CollectionSpec::withWriteConsistencyFactor);
    return new CollectionSettings(
        spec,
        options.getOnDiskVectors(),
        OptionValues.named("hybrid", () -> HybridMode.parse(options.getHybrid())));
  }

  private static CreateDisposition disposition(String word) {
    return switch (word) {
      case "ifNeeded" -> CreateDisposition.CREATE_IF_NEEDED;
      case "never" -> CreateDisposition.CREATE_NEVER;
      case "recreate" -> CreateDisposition.RECREATE;
      default ->
          throw new IllegalArgumentException(
              "a collection is created ifNeeded, never or recreate, not \"" + word + "\"");
    };
  }

  private static CollectionSpec quantized(CollectionSpec spec, String word) {
    return switch (word) {
      case "none" -> spec;
      case "scalar" -> spec.withQuantization(Quantization.scalar());
      case "binary" -> spec.withQuantization(Quantization.binary());
      default ->
          throw new IllegalArgumentException(
              "a quantization is none, scalar or binary, not \"" + word + "\"");
    };
  }

  /** Leaves to Qdrant what is not given, and says which option a mistake is in. */
  private static <V> CollectionSpec with(
      CollectionSpec spec,
      String option,
      @Nullable V value,
      BiFunction<CollectionSpec, V, CollectionSpec> setting) {
    return value == null ? spec : OptionValues.named(option, () -> setting.apply(spec, value));
  }
}
