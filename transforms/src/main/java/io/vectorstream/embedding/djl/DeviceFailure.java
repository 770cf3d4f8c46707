package io.vectorstream.embedding.djl;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a failure of the engine says about the device it happened on.
 *
 * <p>DJL's native part hands on PyTorch's messages as they are, in an {@code EngineException} that
 * carries no other mark, and TorchScript puts the place in the model's code before them. So the
 * messages are searched for what PyTorch 2.7 and CUDA 12 are known to write.
 */
enum DeviceFailure {
  /** There was no memory for the pass; a smaller one may find some. */
  OUT_OF_MEMORY,
  /** The device does not work for this process any more, whatever the process asks of it. */
  LOST,
  /** Nothing is known to be wrong with the device. */
  NONE;

  /** What PyTorch's allocators write, and the libraries that allocate for themselves. */
  private static final List<String> NO_MEMORY =
      List.of(
          // c10/cuda/CUDACachingAllocator.cpp
          "CUDA out of memory",
          // The same file, when the driver's NVML cannot tell who has the memory that is missing.
          "NVML_SUCCESS ==",
          // c10/cuda/CUDAException.cpp with the text of cudaErrorMemoryAllocation
          "CUDA error: out of memory",
          // c10/cuda/driver_api.h with the text of CUDA_ERROR_OUT_OF_MEMORY
          "CUDA driver error: out of memory",
          // aten/src/ATen/cuda/Exceptions.h and aten/src/ATen/cudnn/Exceptions.h
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUDNN_STATUS_ALLOC_FAILED",
          // What the libraries say when they cannot start, for want of memory as a rule. cuDNN says
          // it on a card that is lost, too: CUDA itself tells that when the pass is tried again.
          "CUBLAS_STATUS_NOT_INITIALIZED",
          "CUDNN_STATUS_NOT_INITIALIZED",
          "CUDNN_STATUS_INTERNAL_ERROR",
          // c10/core/impl/alloc_cpu.cpp, on Linux and elsewhere
          "DefaultCPUAllocator: can't allocate memory",
          "DefaultCPUAllocator: not enough memory",
          // The C++ library itself
          "std::bad_alloc");

  /**
   * The texts of {@code cudaGetErrorString} for errors after which, as CUDA's manual says, the
   * process has to be restarted to use the device, or after which there is no device. PyTorch puts
   * {@code CUDA error} before them in {@code c10/cuda/CUDAException.cpp}.
   */
  private static final Pattern GONE =
      Pattern.compile(
          "CUDA (driver )?error: ("
              + String.join(
                  "|",
                  "device-side assert triggered",
                  "unspecified launch failure",
                  "an illegal memory access was encountered",
                  "an illegal instruction was encountered",
                  "misaligned address",
                  "invalid program counter",
                  "hardware stack error",
                  "operation not supported on global/shared address space",
                  "the launch timed out and was terminated",
                  "uncorrectable ECC error encountered",
                  "uncorrectable NVLink error detected",
                  "Invalid access of peer GPU memory over nvlink or a hardware error",
                  "(all )?CUDA-capable device(s|\\(s\\)) (is/)?are busy or unavailable",
                  "no CUDA-capable device is detected",
                  "invalid device ordinal",
                  "driver shutting down",
                  "unknown error")
              + ")"
              // A library's kernel that the device did not finish, as the libraries' manuals say.
              + "|CUBLAS_STATUS_(EXECUTION_FAILED|MAPPING_ERROR|INTERNAL_ERROR)"
              + "|CUDNN_STATUS_(EXECUTION_FAILED|MAPPING_ERROR)");

  /** Judges by the messages of a failure and of its causes. */
  static DeviceFailure of(Throwable failure) {
    List<String> messages =
        Throwables.getCausalChain(failure).stream()
            .map(cause -> String.valueOf(cause.getMessage()))
            .toList();
    if (messages.stream().anyMatch(message -> NO_MEMORY.stream().anyMatch(message::contains))) {
      return OUT_OF_MEMORY;
    }
    if (messages.stream().anyMatch(message -> GONE.matcher(message).find())) {
      return LOST;
    }
    return NONE;
  }
}
