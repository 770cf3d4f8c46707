package io.vectorstream.embedding.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * sentence-transformers' pooling module, {@code 1_Pooling/config.json}.
 *
 * @param file where it is, or would be
 * @param pooling the pooling it names; null if it names none, or one that is not supported
 * @param problem what is not supported, as the end of a sentence; null for nothing
 * @param includesPrompt whether the tokens of an instruction prefix count
 */
record PoolingConfig(
    Path file, @Nullable Pooling pooling, @Nullable String problem, boolean includesPrompt) {

  /** A flag for each pooling, of which several may be set: their vectors are then joined. */
  private static final String FLAG_PREFIX = "pooling_mode_";

  private static final List<String> FLAGS =
      List.of(
          "cls_token",
          "mean_tokens",
          "max_tokens",
          "mean_sqrt_len_tokens",
          "weightedmean_tokens",
          "lasttoken");

  /**
   * Why token vectors cannot be pooled as the file says, as the end of a sentence; null if they
   * can.
   */
  @Nullable String problemWith(String prefix) {
    return problem == null && !includesPrompt && !prefix.isEmpty()
        ? "the pooling in " + file + " leaves the prefix out"
        : problem;
  }

  static PoolingConfig read(Path file) {
    JsonFile config = JsonFile.read(file);
    List<String> modes = new ArrayList<>();
    // Later versions of sentence-transformers write one name instead of the flags.
    String mode = config.text("pooling_mode");
    if (mode == null) {
      for (String flag : FLAGS) {
        if (Boolean.TRUE.equals(config.flag(FLAG_PREFIX + flag))) {
          modes.add(flag);
        }
      }
    } else {
      modes.add(mode);
    }
    Pooling pooling = modes.size() == 1 ? Pooling.inFiles(modes.get(0)) : null;
    String problem =
        modes.isEmpty() || pooling != null
            ? null
            : "the pooling in " + file + " is " + String.join(" and ", modes);
    return new PoolingConfig(
        file, pooling, problem, !Boolean.FALSE.equals(config.flag("include_prompt")));
  }
}
