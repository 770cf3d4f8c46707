package io.vectorstream.pipeline;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextFields;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.Quantization;
import io.vectorstream.qdrant.collection.VectorSpec;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The collection that the options describe. */
final class CollectionOfOptions {

  private CollectionOfOptions() {}

  /**
   * A collection for a model's vectors, compared by cosine.
   *
   * @throws UserMistakeException if an option makes no sense
   */
  static CollectionSpec spec(VectorStreamOptions options, ModelIdentity model) {
    return spec(options, VectorSpec.of(model.dimension()))
        .withMetadata(CollectionModel.metadata(origin(options, model)));
  }

  /** Where the vectors of a run come from. */
  static VectorOrigin origin(VectorStreamOptions options, ModelIdentity model) {
    return VectorOrigin.of(model, TextFields.parse(options.getTextFields()));
  }

  /**
   * The same as workers take it, who write to it and do not recreate it.
   *
   * @throws UserMistakeException if an option makes no sense
   */
  static CollectionSpec specForWorkers(VectorStreamOptions options, ModelIdentity model) {
    CollectionSpec spec = spec(options, model);
    return spec.createDisposition() == CreateDisposition.RECREATE
        ? spec.withCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
        : spec;
  }

  /**
   * Looks at the options alone, and asks no server.
   *
   * @throws UserMistakeException if one of them makes no sense
   */
  static void check(VectorStreamOptions options) {
    CollectionSpec unused = spec(options, VectorSpec.of(1));
  }

  private static CollectionSpec spec(VectorStreamOptions options, VectorSpec vector) {
    VectorSpec stored = options.getOnDiskVectors() ? vector.withOnDisk() : vector;
    CollectionSpec spec =
        CommandLine.named("collection", () -> CollectionSpec.of(options.getCollection(), stored));
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
    spec = with(spec, "quantization", options.getQuantization(), CollectionOfOptions::quantized);
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
    return with(
        spec,
        "writeConsistencyFactor",
        options.getWriteConsistencyFactor(),
        CollectionSpec::withWriteConsistencyFactor);
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
    return value == null ? spec : CommandLine.named(option, () -> setting.apply(spec, value));
  }
}
