package io.vectorstream.embedding.builtin;

import java.util.Locale;

/**
 * A way to compute the model: in which kind of number, and by whose matrix product. All start from
 * the same published weights and convert them when they are loaded.
 *
 * <p>On a CPU, attention runs in FP32 whatever the rest does: it is a small part, and in libtorch
 * 2.7 its half-width kernels are slower. A CPU takes layer norms' weights in FP32 beside other
 * input; CUDA wants both of one kind.
 *
 * <p>On a card, attention is written out as products and a softmax. PyTorch's own function for it
 * was slow with each new shape of input on an H100 in half precision, and texts of all lengths make
 * hundreds of shapes (docs/gpu.md).
 */
public enum Variant {
  /** FP32 with oneDNN's prepacked weights, gelu fused into the product. For CPUs. */
  CPU_FP32(Linear.ONEDNN, Heads.FUSED, ScalarType.FLOAT, ScalarType.FLOAT, ScalarType.FLOAT),

  /** BF16 with oneDNN, as above. For CPUs that have at least AVX-512. */
  CPU_BF16(Linear.ONEDNN, Heads.FUSED, ScalarType.BFLOAT16, ScalarType.FLOAT, ScalarType.FLOAT),

  /** BF16 on a CPU without instructions for it: correct, but slow. */
  CPU_BF16_EMULATED(
      Linear.PLAIN, Heads.FUSED, ScalarType.BFLOAT16, ScalarType.FLOAT, ScalarType.FLOAT),

  /** FP16 on a CPU: correct, but slow. */
  CPU_FP16(Linear.PLAIN, Heads.FUSED, ScalarType.HALF, ScalarType.FLOAT, ScalarType.FLOAT),

  /** Linear layers in 8 bits, quantized again for each call. For CPUs that have VNNI. */
  CPU_INT8(Linear.INT8, Heads.FUSED, ScalarType.FLOAT, ScalarType.FLOAT, ScalarType.FLOAT),

  /**
   * The same with 7 bits for the inputs: without VNNI the products are summed in pairs in 16 bits,
   * where two of full range overflow.
   */
  CPU_INT8_REDUCED(
      Linear.INT8_REDUCED, Heads.FUSED, ScalarType.FLOAT, ScalarType.FLOAT, ScalarType.FLOAT),

  /** FP32 with the engine's own product. */
  GPU_FP32(Linear.PLAIN, Heads.PLAIN, ScalarType.FLOAT, ScalarType.FLOAT, ScalarType.FLOAT),

  /** BF16 with the engine's own product. */
  GPU_BF16(
      Linear.PLAIN, Heads.PLAIN, ScalarType.BFLOAT16, ScalarType.BFLOAT16, ScalarType.BFLOAT16),

  /** FP16 with the engine's own product. */
  GPU_FP16(Linear.PLAIN, Heads.PLAIN, ScalarType.HALF, ScalarType.HALF, ScalarType.HALF);

  private enum Linear {
    PLAIN("linear_plain.py"),
    ONEDNN("linear_onednn.py"),
    INT8("linear_int8.py"),
    INT8_REDUCED("linear_int8.py");

    private final String code;

    Linear(String code) {
      this.code = code;
    }
  }

  /** How the heads of a layer attend. */
  private enum Heads {
    FUSED("heads_fused.py"),
    PLAIN("heads_plain.py");

    private final String code;

    Heads(String code) {
      this.code = code;
    }
  }

  /** PyTorch's element types by number: {@code c10/core/ScalarType.h}. */
  private enum ScalarType {
    HALF(5),
    FLOAT(6),
    BFLOAT16(15);

    private final int number;

    ScalarType(int number) {
      this.number = number;
    }
  }

  private final Linear linear;
  private final Heads heads;
  private final ScalarType compute;
  private final ScalarType attention;
  private final ScalarType norm;

  Variant(Linear linear, Heads heads, ScalarType compute, ScalarType attention, ScalarType norm) {
    this.linear = linear;
    this.heads = heads;
    this.compute = compute;
    this.attention = attention;
    this.norm = norm;
  }

  /** The resource with the class {@code Linear}. */
  String linearCode() {
    return linear.code;
  }

  /** What {@code Linear} is told beside weight and bias. */
  Object linearSetting() {
    return switch (linear) {
      case PLAIN, ONEDNN -> compute.number;
      case INT8 -> false;
      case INT8_REDUCED -> true;
    };
  }

  /** The resource with the class {@code Heads}. */
  String headsCode() {
    return heads.code;
  }

  /** The type of what goes from layer to layer. */
  int computeType() {
    return compute.number;
  }

  int attentionType() {
    return attention.number;
  }

  int normType() {
    return norm.number;
  }

  /** As part of a file's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
