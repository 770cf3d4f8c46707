package io.vectorstream.embedding.builtin;

import java.io.IOException;

/**
 * all-MiniLM-L6-v2 as TorchScript classes: which weight of the published ONNX file becomes which
 * attribute of the classes in {@code minilm.py}.
 *
 * <p>The graph is BERT (Devlin et al. 2018, arXiv:1810.04805): six layers of twelve heads, hidden
 * size 384, feed-forward size 1536, gelu in its exact form. What follows it is
 * sentence-transformers' own for this model: the mean of the token vectors under the attention
 * mask, scaled to length one.
 */
final class MiniLm {

  static final int LAYERS = 6;

  private MiniLm() {}

  static ScriptObject module(OnnxWeights weights) throws IOException {
    ScriptObject encoder =
        ScriptObject.of("SentenceEncoder")
            .put("word_embeddings", weights.named("embeddings.word_embeddings.weight"))
            .put("position_embeddings", weights.named("embeddings.position_embeddings.weight"))
            .put("token_type_embeddings", weights.named("embeddings.token_type_embeddings.weight"))
            .put("norm_weight", weights.named("embeddings.LayerNorm.weight"))
            .put("norm_bias", weights.named("embeddings.LayerNorm.bias"));
    for (int layer = 0; layer < LAYERS; layer++) {
      encoder.put("layer" + layer, layer(weights, layer));
    }
    return encoder;
  }

  private static ScriptObject layer(OnnxWeights weights, int index) throws IOException {
    ScriptObject layer = ScriptObject.of("Layer");
    linear(layer, "query", weights, index, "attention.self.query");
    linear(layer, "key", weights, index, "attention.self.key");
    linear(layer, "value", weights, index, "attention.self.value");
    linear(layer, "attention", weights, index, "attention.output.dense");
    norm(layer, "attention_norm", weights, index, "attention.output.LayerNorm");
    linear(layer, "intermediate", weights, index, "intermediate.dense");
    linear(layer, "output", weights, index, "output.dense");
    norm(layer, "output_norm", weights, index, "output.LayerNorm");
    return layer;
  }

  /** ONNX keeps a linear layer's matrix as (in, out), under a number; PyTorch wants (out, in). */
  private static void linear(
      ScriptObject layer, String attribute, OnnxWeights weights, int index, String part)
      throws IOException {
    String node = "/encoder/layer." + index + '/' + part.replace('.', '/') + "/MatMul";
    layer.put(attribute + "_weight", weights.multipliedBy(node).transposed());
    layer.put(attribute + "_bias", weights.named("encoder.layer." + index + '.' + part + ".bias"));
  }

  private static void norm(
      ScriptObject layer, String attribute, OnnxWeights weights, int index, String part)
      throws IOException {
    String name = "encoder.layer." + index + '.' + part;
    layer.put(attribute + "_weight", weights.named(name + ".weight"));
    layer.put(attribute + "_bias", weights.named(name + ".bias"));
  }
}
