package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * all-MiniLM-L6-v2 as TorchScript classes: which weight of the published ONNX file becomes which
 * attribute of the classes in {@code encoder.py}, whose scale of attention, 0.1768, is that of
 * heads of 32 components: one by the root of 32.
 *
 * <p>The graph is BERT (Devlin et al. 2018, arXiv:1810.04805): six layers of twelve heads, hidden
 * size 384, feed-forward size 1536, gelu in its exact form. What follows it is
 * sentence-transformers' own for this model: the mean of the token vectors under the attention
 * mask, scaled to length one.
 */
final class MiniLm {

  static final int LAYERS = 6;

  private final OnnxWeights weights;
  private final Variant variant;

  private MiniLm(OnnxWeights weights, Variant variant) {
    this.weights = weights;
    this.variant = variant;
  }

  static ScriptObject module(OnnxWeights weights, Variant variant) throws IOException {
    return new MiniLm(weights, variant).encoder();
  }

  private ScriptObject encoder() throws IOException {
    ScriptObject encoder =
        ScriptObject.of("SentenceEncoder")
            .put("compute_type", variant.computeType())
            .put("word_embeddings", weights.named("embeddings.word_embeddings.weight"))
            .put("position_embeddings", weights.named("embeddings.position_embeddings.weight"))
            .put("token_type_embeddings", weights.named("embeddings.token_type_embeddings.weight"))
            .put("norm", norm("embeddings.LayerNorm", Variant.CPU_FP32.normType()));
    for (int layer = 0; layer < LAYERS; layer++) {
      encoder.put("layer" + layer, layer("encoder.layer." + layer + '.'));
    }
    return encoder;
  }

  private ScriptObject layer(String layer) throws IOException {
    String self = layer + "attention.self.";
    return ScriptObject.of("Layer")
        .put("compute_type", variant.computeType())
        .put("attention_type", variant.attentionType())
        .put("heads", ScriptObject.of("Heads"))
        // One product instead of three: the same numbers, read once.
        .put("query_key_value", linear(self + "query", self + "key", self + "value"))
        .put("attention", linear(layer + "attention.output.dense"))
        .put("attention_norm", norm(layer + "attention.output.LayerNorm", variant.normType()))
        .put("intermediate", linear(layer + "intermediate.dense"))
        .put("output", linear(layer + "output.dense"))
        .put("output_norm", norm(layer + "output.LayerNorm", variant.normType()));
  }

  /**
   * Linear layers side by side. ONNX keeps a layer's matrix as (in, out), under a number; PyTorch
   * wants (out, in).
   */
  private ScriptObject linear(String... parts) throws IOException {
    List<Tensor> matrices = new ArrayList<>();
    List<Tensor> biases = new ArrayList<>();
    for (String part : parts) {
      matrices.add(weights.multipliedBy('/' + path(part) + "/MatMul").transposed());
      biases.add(weights.named(part + ".bias"));
    }
    return ScriptObject.ofState("Linear")
        .put("weight", Tensor.stacked(matrices))
        .put("bias", Tensor.stacked(biases))
        .put("setting", variant.linearSetting());
  }

  /** A node's path: the part's name with slashes, except that layers are numbered with a dot. */
  private static String path(String part) {
    return part.replace('.', '/').replaceFirst("layer/", "layer.");
  }

  private ScriptObject norm(String name, int type) throws IOException {
    return ScriptObject.ofState("Norm")
        .put("weight", weights.named(name + ".weight"))
        .put("bias", weights.named(name + ".bias"))
        .put("type", type);
  }
}
