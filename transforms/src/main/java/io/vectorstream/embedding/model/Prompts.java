package io.vectorstream.embedding.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instructions that sentence-transformers' {@code config_sentence_transformers.json} has for a
 * model.
 *
 * @param text what is put before a text that is stored; null if the file does not say
 * @param query what is put before a query; null if the file does not say
 */
record Prompts(@Nullable String text, @Nullable String query) {

  /**
   * The prompts that sentence-transformers uses for a text; the first of these that exists counts.
   */
  private static final List<String> TEXT_NAMES = List.of("document", "passage", "corpus");

  private static final String QUERY_NAME = "query";

  static Prompts read(Path folder) {
    JsonFile config = JsonFile.read(folder.resolve("config_sentence_transformers.json"));
    JsonFile prompts = config.object("prompts");
    String usual = usual(config, prompts);
    String text =
        TEXT_NAMES.stream().map(prompts::text).filter(Objects::nonNull).findFirst().orElse(null);
    String query = prompts.text(QUERY_NAME);
    if (query == null) {
      // A prompt for texts is not meant for queries.
      query = usual == null && text != null ? "" : usual;
    }
    return new Prompts(text == null ? usual : text, query);
  }

  /** What is put before everything that has no prompt of its own. */
  private static @Nullable String usual(JsonFile config, JsonFile prompts) {
    String name = config.text("default_prompt_name");
    String prompt = name == null ? null : prompts.text(name);
    if (name != null && prompt == null) {
      throw config.wrong("default_prompt_name", "one of the prompts");
    }
    return prompt;
  }
}
