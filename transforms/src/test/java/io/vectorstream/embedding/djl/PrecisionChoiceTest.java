package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.builtin.Variant;
import io.vectorstream.embedding.model.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionChoiceTest {

  private static PrecisionChoice choose(String wanted, String device, String flags) {
    return PrecisionChoice.of(Precision.parse(wanted), device, CpuFeatures.parse(flags));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, cpu, avx2 avx512f, FP32, CPU_FP32",
    "auto, cpu, avx512f avx512_bf16, BF16, CPU_BF16",
    "auto, cpu, amx_bf16, BF16, CPU_BF16",
    "auto, gpu:1, avx512_bf16, FP16, GPU_FP16",
    "fp32, cpu, avx512_bf16, FP32, CPU_FP32",
    "fp32, gpu:0, avx2, FP32, GPU_FP32",
    "bf16, cpu, avx512_bf16, BF16, CPU_BF16",
    "bf16, cpu, avx2, BF16, CPU_BF16_EMULATED",
    "bf16, gpu:0, avx2, BF16, GPU_BF16",
    "fp16, cpu, avx512_bf16, FP16, CPU_FP16",
    "int8, cpu, avx512_vnni, INT8, CPU_INT8",
    "int8, cpu, avx_vnni, INT8, CPU_INT8",
    "int8, cpu, avx2, INT8, CPU_INT8_REDUCED"
  })
  void suitsDeviceAndProcessor(
      String wanted, String device, String flags, Precision precision, Variant variant) {
    assertThat(choose(wanted, device, flags)).isEqualTo(new PrecisionChoice(precision, variant));
  }

  @Test
  void int8OnAGpuIsRefused() {
    assertThatThrownBy(() -> choose("int8", "gpu:0", ""))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "int8 is for CPUs: on a GPU choose precision fp16, bf16 or fp32, or device cpu.");
  }
}
