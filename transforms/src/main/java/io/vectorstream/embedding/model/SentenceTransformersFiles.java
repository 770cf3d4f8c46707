package io.vectorstream.embedding.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the files that sentence-transformers keeps beside a model say about its use; null where they
 * say nothing.
 *
 * @param maxLength the most tokens of a text
 * @param pooling how token vectors become one; each of its parts may be unknown
 * @param normalize whether vectors are scaled to length one
 * @param lowerCase whether texts are put in lower case first
 * @param prompts what is put before texts and queries
 * @param layer which other layer follows the model and is not supported, as the end of a sentence
 */
record SentenceTransformersFiles(
    @Nullable Integer maxLength,
    PoolingConfig pooling,
    @Nullable Boolean normalize,
    @Nullable Boolean lowerCase,
    Prompts prompts,
    @Nullable String layer) {

  /** The settings of the transformer module, under the names of all versions. */
  private static final List<String> TRANSFORMER_FILES =
      List.of(
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json");

  /** Reads those of the files that exist. */
  static SentenceTransformersFiles read(Path folder) {
    Path modules = folder.resolve("modules.json");
    Path transformer = folder;
    Path pooling = folder.resolve("1_Pooling");
    Boolean normalize = Files.exists(modules) ? Boolean.FALSE : null;
    String layer = null;
    for (JsonFile module : JsonFile.read(modules).elements()) {
      String type = simpleName(module);
      String path = module.text("path");
      Path moduleFolder = path == null ? folder : folder.resolve(path);
      switch (type) {
        case "Transformer" -> transformer = moduleFolder;
        case "Pooling" -> pooling = moduleFolder;
        case "Normalize" -> normalize = true;
        case "Dropout" -> {
          // Only training drops anything.
        }
        default -> layer = modules + " has a module " + type + " behind the model";
      }
    }
    JsonFile settings = transformerSettings(transformer);
    return new SentenceTransformersFiles(
        settings.number("max_seq_length"),
        PoolingConfig.read(pooling.resolve("config.json")),
        normalize,
        settings.flag("do_lower_case"),
        Prompts.read(folder),
        layer);
  }

  private static String simpleName(JsonFile module) {
    String type = module.text("type");
    if (type == null) {
      throw module.wrong("type", "the name of a module");
    }
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static JsonFile transformerSettings(Path folder) {
    return TRANSFORMER_FILES.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .map(JsonFile::read)
        .orElseGet(() -> JsonFile.read(folder.resolve(TRANSFORMER_FILES.get(0))));
  }
}
