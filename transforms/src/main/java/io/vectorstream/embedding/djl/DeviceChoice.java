package io.vectorstream.embedding.djl;

import com.google.common.base.Splitter;
import io.vectorstream.embedding.AssignedGpus;
import io.vectorstream.embedding.NoSuchDeviceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which devices of a worker a model runs on.
 *
 * @param devices what the engine sees
 * @param lost the cards that the process cannot use any more
 * @param assigned the addresses of the cards that were assigned to the process, if any were
 * @param visible the process' {@code CUDA_VISIBLE_DEVICES}, null if it is not set
 */
record DeviceChoice(
    Devices devices, LostGpus lost, Optional<List<String>> assigned, @Nullable String visible) {

  static final String CPU = "cpu";

  /** Asks for a graphics card, and takes the CPU where there is none. */
  static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(DeviceChoice.class);

  private static final String ANY_GPU = "gpu";
  private static final String GPU = "gpu:";

  /** The first of one or more devices with commas. */
  static String first(String devices) {
    return Splitter.on(',').splitToList(devices).get(0);
  }

  /** The choice on this worker. */
  static DeviceChoice forEngine(String engine) {
    return new DeviceChoice(
        Devices.of(engine),
        LostGpus.OF_PROCESS,
        AssignedGpus.ofThisProcess(),
        System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  /**
   * The devices for what a user asks for. All the cards that the process may use share the work,
   * unless one of them is named; when the process has lost them, the CPU does it.
   *
   * @param wanted {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @return {@code cpu} alone, or at least one {@code gpu:N}
   * @throws NoSuchDeviceException if graphics cards are asked for and not there
   */
  List<String> of(String wanted) {
    if (wanted.equals(CPU)) {
      return List.of(CPU);
    }
    List<String> usable = usable();
    List<String> chosen =
        wanted.equals(AUTO) || wanted.equals(ANY_GPU)
            ? usable
            : usable.stream().filter(wanted::equals).toList();
    if (chosen.isEmpty() && !wanted.equals(AUTO)) {
      throw new NoSuchDeviceException(
          "There is no " + wanted + " for this worker: " + situation() + ".");
    }
    if (chosen.isEmpty() && assigned.isPresent()) {
      LOG.warn("The model runs on the CPU: {}", situation());
    }
    List<String> working = chosen.stream().filter(device -> !lost.contains(device)).toList();
    return working.isEmpty() ? List.of(CPU) : working;
  }

  /** The cards that the engine sees, of those that were assigned, if any were. */
  private List<String> usable() {
    int count = devices.gpuCount();
    return assigned
        .map(addresses -> GpuAddresses.indices(addresses, visible).stream())
        .orElseGet(() -> IntStream.range(0, count).boxed())
        .filter(index -> index < count)
        .map(index -> GPU + index)
        .toList();
  }

  private String situation() {
    return "PyTorch sees "
        + devices.gpuCount()
        + " GPUs"
        + assigned
            .map(
                gpus ->
                    ", of which the worker was assigned "
                        + (gpus.isEmpty() ? "none" : String.join(" and ", gpus)))
            .orElse("");
  }
}
