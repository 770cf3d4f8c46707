package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as PyTorch's users have reported them, shortened. */
class DeviceFailureTest {

  private static final String IN_TORCH_SCRIPT =
      """
      The following operation failed in the TorchScript interpreter.
      Traceback of TorchScript, serialized code (most recent call last):
        File "code/__torch__.py", line 34, in forward
          x = torch.linear(hidden, weight, bias)
              ~~~~~~~~~~~~ <--- HERE

      RuntimeError: %s
      """;

  private static DeviceFailure of(String message) {
    return DeviceFailure.of(FakeModelSession.engineFailure(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FakeModelSession.NO_MEMORY,
        "CUDA out of memory. Tried to allocate 2.37 GiB (GPU 0; 10.76 GiB total capacity; 6.39 GiB"
            + " already allocated; 1.35 GiB free; 8.42 GiB reserved in total by PyTorch)",
        "NVML_SUCCESS == r INTERNAL ASSERT FAILED at \"../c10/cuda/CUDACachingAllocator.cpp\":838,"
            + " please report a bug to PyTorch.",
        "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR",
        "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
        "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory:"
            + " you tried to allocate 4860032 bytes. Error code 12 (Cannot allocate memory)",
        "std::bad_alloc",
      })
  void memoryThatIsMissing(String message) {
    assertThat(of(message)).isEqualTo(DeviceFailure.OUT_OF_MEMORY);
    assertThat(of(IN_TORCH_SCRIPT.formatted(message))).isEqualTo(DeviceFailure.OUT_OF_MEMORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FakeModelSession.LOST,
        "CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously",
        "CUDA error: unspecified launch failure",
        "CUDA error: misaligned address",
        "CUDA error: the launch timed out and was terminated",
        "CUDA error: uncorrectable ECC error encountered",
        "CUDA error: CUDA-capable device(s) is/are busy or unavailable",
        "CUDA error: all CUDA-capable devices are busy or unavailable",
        "CUDA error: no CUDA-capable device is detected",
        "CUDA error: driver shutting down",
        "CUDA error: unknown error",
        "CUDA driver error: unknown error",
        "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm( handle, opa, opb, m,"
            + " n, k, &alpha, a, lda, b, ldb, &beta, c, ldc)`",
      })
  void aDeviceThatIsGone(String message) {
    assertThat(of(message)).isEqualTo(DeviceFailure.LOST);
    assertThat(of(IN_TORCH_SCRIPT.formatted(message))).isEqualTo(DeviceFailure.LOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index out of range in self",
        "The size of tensor a (512) must match the size of tensor b (600) at non-singleton"
            + " dimension 1",
        "CUDA error: invalid argument",
        "CUDA error: no kernel image is available for execution on the device",
        "unknown error",
      })
  void whatSaysNothingOfTheDevice(String message) {
    assertThat(of(message)).isEqualTo(DeviceFailure.NONE);
  }

  @Test
  void messagesThatAreMissing() {
    assertThat(DeviceFailure.of(new IllegalStateException())).isEqualTo(DeviceFailure.NONE);
  }

  @Test
  void theReasonIsWhatTorchScriptNamesLast() {
    assertThat(
            DjlRuntime.reason(
                FakeModelSession.engineFailure(IN_TORCH_SCRIPT.formatted(FakeModelSession.LOST))))
        .isEqualTo("RuntimeError: CUDA error: an illegal memory access was encountered");
  }
}
