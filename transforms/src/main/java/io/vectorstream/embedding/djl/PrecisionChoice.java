package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.model.Precision;

/**
 * What the built-in model computes with on a device.
 *
 * @param precision never {@link Precision#AUTO}
 * @param variant how it does so
 */
record PrecisionChoice(Precision precision, Variant variant) {

  /**
   * Chooses the precision for what is wanted.
   *
   * @param device {@code cpu} or {@code gpu:N}
   * @throws EmbeddingException if the device cannot do it
   */
  static PrecisionChoice of(Precision wanted, String device, CpuFeatures cpu) {
    boolean gpu = !device.equals(DeviceChoice.CPU);
    Precision precision = wanted == Precision.AUTO ? best(gpu, cpu) : wanted;
    return new PrecisionChoice(precision, gpu ? onGpu(precision) : onCpu(precision, cpu));
  }

  private static Precision best(boolean gpu, CpuFeatures cpu) {
    if (gpu) {
      return Precision.FP16;
    }
    return cpu.hasFastBf16() ? Precision.BF16 : Precision.FP32;
  }

  private static Variant onGpu(Precision precision) {
    return switch (precision) {
      case FP16 -> Variant.GPU_FP16;
      case BF16 -> Variant.GPU_BF16;
      case INT8 ->
          throw new EmbeddingException(
              "int8 is for CPUs: on a GPU choose precision fp16, bf16 or fp32, or device cpu.");
      default -> Variant.GPU_FP32;
    };
  }

  private static Variant onCpu(Precision precision, CpuFeatures cpu) {
    return switch (precision) {
      case FP16 -> Variant.CPU_FP16;
      case BF16 -> cpu.hasFastBf16() ? Variant.CPU_BF16 : Variant.CPU_BF16_EMULATED;
      case INT8 -> cpu.hasVnni() ? Variant.CPU_INT8 : Variant.CPU_INT8_REDUCED;
      default -> Variant.CPU_FP32;
    };
  }
}
