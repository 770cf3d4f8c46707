package io.vectorstream.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSettingsTest {

  @TempDir private Path folder;

  @BeforeEach
  void model() throws IOException {
    TestModels.write(folder);
  }

  private ModelSpec spec() {
    return ModelSpec.of("file:" + folder);
  }

  private ModelSettings settings() {
    return settings(spec());
  }

  private static ModelSettings settings(ModelSpec spec) {
    return ModelSettings.of(ModelFolder.find(spec), spec);
  }

  private void file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** The modules of a model, each but the first in a folder of its own. */
  private void modules(String... types) throws IOException {
    List<String> modules = new ArrayList<>();
    for (String type : types) {
      String path = modules.isEmpty() ? "" : modules.size() + "_" + type;
      modules.add(
          "{\"path\": \"%s\", \"type\": \"sentence_transformers.models.%s\"}"
              .formatted(path, type));
    }
    file("modules.json", modules.toString());
  }

  /** What sentence-transformers writes for a model of another make than the built-in one. */
  private void sentenceTransformersFiles() throws IOException {
    modules("Transformer", "Pooling");
    file("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    file("sentence_bert_config.json", "{\"max_seq_length\": 384, \"do_lower_case\": true}");
    file(
        "config_sentence_transformers.json",
        "{\"prompts\": {\"query\": \"q: \", \"passage\": \"p: \"},"
            + " \"default_prompt_name\": \"passage\"}");
  }

  @Test
  void withoutAnyFileItIsTheUsual() {
    assertThat(settings())
        .isEqualTo(new ModelSettings(256, Pooling.MEAN, false, null, true, null, false, "", ""));
  }

  @Test
  void sentenceTransformersFilesSayIt() throws Exception {
    sentenceTransformersFiles();

    assertThat(settings())
        .isEqualTo(
            new ModelSettings(384, Pooling.CLS, false, null, false, null, true, "p: ", "q: "));
    modules("Transformer", "Pooling", "Normalize");
    assertThat(settings().normalize()).isTrue();
  }

  @Test
  void servingPropertiesGoFirst() throws Exception {
    sentenceTransformersFiles();
    file(
        "serving.properties",
        """
        translatorFactory=ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory
        pooling=lasttoken
        normalize=true
        maxLength=100
        includeTokenTypes=true
        doLowerCase=false
        """);

    assertThat(settings())
        .isEqualTo(
            new ModelSettings(
                100, Pooling.LAST_TOKEN, false, null, true, true, false, "p: ", "q: "));
  }

  @Test
  void theCallerGoesBeforeAllFiles() throws Exception {
    sentenceTransformersFiles();
    file("serving.properties", "pooling=max\nnormalize=true\nmaxLength=9\nincludeTokenTypes=true");
    ModelSpec spec =
        spec()
            .withPooling(Pooling.MEAN_SQRT_LEN)
            .withNormalize(false)
            .withMaxLength(50)
            .withTokenTypes(false)
            .withPrefix("")
            .withQueryPrefix("?");

    assertThat(settings(spec))
        .isEqualTo(
            new ModelSettings(50, Pooling.MEAN_SQRT_LEN, true, null, false, false, true, "", "?"));
  }

  @Test
  void textsAndQueriesMayHavePromptsOfTheirOwn() throws Exception {
    prompts("", "\"query\": \"q: \", \"document\": \"d: \", \"passage\": \"p: \"", "d: ", "q: ");
    prompts("", "\"query\": \"q: \", \"corpus\": \"c: \"", "c: ", "q: ");
    prompts("", "\"query\": \"q: \"", "", "q: ");
    prompts("", "\"passage\": \"p: \"", "p: ", "");
    prompts("", "\"clustering\": \"k: \"", "", "");
    prompts("clustering", "\"clustering\": \"k: \"", "k: ", "k: ");
    prompts("clustering", "\"clustering\": \"k: \", \"passage\": \"p: \"", "p: ", "k: ");
    prompts("query", "\"query\": \"q: \", \"passage\": \"\"", "", "q: ");
    prompts("query", "\"query\": \"q: \"", "q: ", "q: ");
  }

  private void prompts(String usual, String prompts, String prefix, String queryPrefix)
      throws IOException {
    String name = usual.isEmpty() ? "null" : '"' + usual + '"';
    file(
        "config_sentence_transformers.json",
        "{\"prompts\": {%s}, \"default_prompt_name\": %s}".formatted(prompts, name));
    assertThat(settings().prefix()).as(prompts).isEqualTo(prefix);
    assertThat(settings().queryPrefix()).as(prompts).isEqualTo(queryPrefix);
  }

  @Test
  void aQueryIsTreatedLikeATextUnlessSomethingElseIsSaid() throws Exception {
    assertThat(settings(spec().withPrefix("p: ")).queryPrefix()).isEqualTo("p: ");
    assertThat(settings(spec().withPrefix("p: ").withQueryPrefix("")).queryPrefix()).isEmpty();
    sentenceTransformersFiles();
    assertThat(settings(spec().withPrefix("t: ")).queryPrefix()).isEqualTo("q: ");
  }

  @Test
  void aTextIsNeverLongerThanTheModelTakes() throws Exception {
    file("sentence_bert_config.json", "{\"max_seq_length\": 384, \"do_lower_case\": false}");
    file("tokenizer_config.json", "{\"model_max_length\": 1000000000000000019884624838656}");
    assertThat(settings().maxLength()).isEqualTo(384);
    file("config.json", "{\"max_position_embeddings\": 130, \"model_type\": \"bert\"}");
    assertThat(settings().maxLength()).isEqualTo(130);
    file("config.json", "{\"max_position_embeddings\": 130, \"model_type\": \"roberta\"}");
    assertThat(settings().maxLength()).isEqualTo(128);
    file("tokenizer_config.json", "{\"model_max_length\": 77}");
    assertThat(settings().maxLength()).isEqualTo(77);
    assertThat(settings(spec().withMaxLength(77)).maxLength()).isEqualTo(77);
    refuses(
        spec().withMaxLength(78),
        "A maximum length of 78 tokens is not between 1 and the 77 that the model file:"
            + folder
            + " can take.");
  }

  @Test
  void everyPoolingIsKnownByTheNamesInFiles() throws Exception {
    for (String name : new String[] {"cls_token", "mean_tokens", "max_tokens", "lasttoken"}) {
      file("1_Pooling/config.json", "{\"pooling_mode_" + name + "\": true}");
      assertThat(settings().pooling()).isEqualTo(Pooling.inFiles(name)).isNotNull();
    }
    file("1_Pooling/config.json", "{\"pooling_mode\": \"mean_sqrt_len_tokens\"}");
    assertThat(settings().pooling()).isEqualTo(Pooling.MEAN_SQRT_LEN);
  }

  @Test
  void whatCannotBeDoneWithTokenVectorsIsKept() throws Exception {
    Path pooling = folder.resolve("1_Pooling/config.json");
    file(
        "1_Pooling/config.json",
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}");
    assertThat(settings().unpoolable())
        .isEqualTo("the pooling in " + pooling + " is cls_token and mean_tokens");
    assertThat(settings(spec().withPooling(Pooling.MEAN)).unpoolable()).isNull();
    file("1_Pooling/config.json", "{\"pooling_mode\": \"weightedmean\"}");
    assertThat(settings().unpoolable()).isEqualTo("the pooling in " + pooling + " is weightedmean");
    file("1_Pooling/config.json", "{\"pooling_mode\": \"mean\", \"include_prompt\": false}");
    assertThat(settings().unpoolable()).isNull();
    assertThat(settings(spec().withPrefix("p: ")).unpoolable())
        .isEqualTo("the pooling in " + pooling + " leaves the prefix out");
    assertThat(settings(spec().withQueryPrefix("q: ")).unpoolable())
        .isEqualTo("the pooling in " + pooling + " leaves the prefix out");

    modules("Transformer", "Pooling", "Dense", "Normalize");
    String dense = folder.resolve("modules.json") + " has a module Dense behind the model";
    assertThat(settings().unpoolable()).isEqualTo(dense);
    assertThat(settings(spec().withPooling(Pooling.MEAN)).unpoolable()).isEqualTo(dense);
    file("serving.properties", "dense=linear.safetensors");
    assertThat(settings().unpoolable())
        .isEqualTo(
            folder.resolve("serving.properties")
                + " has a layer (dense or layerNorm) behind the model");
  }

  @Test
  void anotherTaskIsNoEmbeddingModel() throws Exception {
    file("serving.properties", "translatorFactory=ai.djl.X.TextClassificationTranslatorFactory");
    refuses(
        spec(),
        "The model file:"
            + folder
            + " is not an embedding model: "
            + folder.resolve("serving.properties")
            + " names another task (ai.djl.X.TextClassificationTranslatorFactory).");
    file("serving.properties", "reranking=true");
    refuses(
        spec(),
        "The model file:"
            + folder
            + " is not an embedding model: "
            + folder.resolve("serving.properties")
            + " names another task (reranking or sparse vectors).");
  }

  @Test
  void whatIsMalformedIsNamed() throws Exception {
    malformed(
        "serving.properties",
        "maxLength=0",
        "maxLength in %s has to be a whole number of" + " at least 1, it is \"0\"");
    malformed(
        "serving.properties",
        "normalize=yes",
        "normalize in %s has to be true or false, it" + " is \"yes\"");
    malformed(
        "serving.properties",
        "pooling=median",
        "pooling in %s has to be mean, cls, max,"
            + " mean_sqrt_len or lasttoken, it is \"median\"");
    malformed(
        "serving.properties",
        "a=\\uZZZZ",
        "%s could not be read: java.lang"
            + ".IllegalArgumentException: Malformed \\uxxxx encoding.");
    malformed(
        "modules.json", "[{\"idx\": 0}]", "type in %s has to be the name of a module, it is ");
    malformed("modules.json", "7", "%s has to hold a JSON object or array");
    malformed(
        "sentence_bert_config.json",
        "{\"max_seq_length\": \"long\"}",
        "max_seq_length in %s has to be a whole number of at least 1, it is \"long\"");
    malformed(
        "sentence_bert_config.json",
        "{\"max_seq_length\": 12.5}",
        "max_seq_length in %s has to be a whole number of at least 1, it is 12.5");
    malformed(
        "sentence_bert_config.json",
        "{\"do_lower_case\": 1}",
        "do_lower_case in %s has to be true or false, it is 1");
    malformed(
        "1_Pooling/config.json",
        "{\"pooling_mode\": [\"mean\"]}",
        "pooling_mode in %s has to be text, it is [\"mean\"]");
    malformed(
        "config_sentence_transformers.json",
        "{\"prompts\": 1, \"default_prompt_name\": \"q\"}",
        "prompts in %s has to be an object, it is 1");
    malformed(
        "config_sentence_transformers.json",
        "{\"prompts\": {}, \"default_prompt_name\": \"q\"}",
        "default_prompt_name in %s has to be one of the prompts, it is \"q\"");
    file("config.json", "{\"max_position");
    assertThatThrownBy(this::settings)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith(folder.resolve("config.json") + " is not JSON: ")
        .hasMessageNotContaining("\n");
  }

  private void malformed(String file, String content, String message) throws IOException {
    file(file, content);
    refuses(spec(), message.formatted(folder.resolve(file)));
    Files.delete(folder.resolve(file));
  }

  private static void refuses(ModelSpec spec, String message) {
    assertThatThrownBy(() -> settings(spec))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(message);
  }
}
