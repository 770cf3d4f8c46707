package io.vectorstream.embedding.djl;

import com.google.common.base.Splitter;
import io.vectorstream.embedding.NoSuchDeviceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates a resource manager's names of graphics cards to the engine's numbers.
 *
 * <p>They differ where {@code CUDA_VISIBLE_DEVICES} is set: CUDA then sees only the cards listed
 * there, in that order, and numbers them from 0, while {@code nvidia-smi}, with which managers find
 * cards, numbers all cards of the machine. So a card that is listed has the number of its place in
 * the list. A number that is not listed is taken for CUDA's own.
 */
final class GpuAddresses {

  private GpuAddresses() {}

  /**
   * The engine's number for each address.
   *
   * @param addresses numbers such as {@code 0}, or other names if {@code visible} lists them
   * @param visible the process' {@code CUDA_VISIBLE_DEVICES}, null if it is not set
   * @throws NoSuchDeviceException if an address is not a number and not listed
   */
  static List<Integer> indices(List<String> addresses, @Nullable String visible) {
    List<String> listed =
        visible == null ? List.of() : Splitter.on(',').trimResults().splitToList(visible);
    return addresses.stream().map(address -> index(address, listed)).distinct().toList();
  }

  private static int index(String address, List<String> listed) {
    int place = listed.indexOf(address);
    if (place >= 0) {
      return place;
    }
    if (!address.matches("\\d{1,3}")) {
      throw new NoSuchDeviceException(
          "The GPU \""
              + address
              + "\" that was assigned to this worker cannot be identified: name it by its"
              + " number, or list it in CUDA_VISIBLE_DEVICES.");
    }
    return Integer.parseInt(address);
  }
}
