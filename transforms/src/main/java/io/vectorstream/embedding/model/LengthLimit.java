package io.vectorstream.embedding.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The longest text, in tokens, that a model has positions for. */
final class LengthLimit {

  /** Models whose positions start after the padding's id, 1: they have two positions fewer. */
  private static final Set<String> OFFSET_TYPES =
      Set.of("roberta", "xlm-roberta", "camembert", "mpnet");

  private static final int OFFSET = 2;

  private LengthLimit() {}

  /** The limit that a model's files name; null if they name none. */
  static @Nullable Integer of(Path folder, ServingProperties serving) {
    return Stream.of(
            serving.number("modelMaxLength"),
            JsonFile.read(folder.resolve("tokenizer_config.json")).number("model_max_length"),
            positions(JsonFile.read(folder.resolve("config.json"))))
        .filter(Objects::nonNull)
        .min(Integer::compare)
        .orElse(null);
  }

  private static @Nullable Integer positions(JsonFile config) {
    Integer positions = config.number("max_position_embeddings");
    String type = config.text("model_type");
    return positions != null && type != null && OFFSET_TYPES.contains(type)
        ? Integer.valueOf(positions - OFFSET)
        : positions;
  }
}
