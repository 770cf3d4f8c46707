package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.EmbeddingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one model on the devices that were chosen for it, so that it survives their failures. */
final class DeviceSessions {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSessions.class);

  private DeviceSessions() {}

  /**
   * Opens a session on each device and makes one session of them all.
   *
   * @param devices {@code cpu} alone, or one or more {@code gpu:N}
   * @param orCpu whether a model that cannot be loaded on a graphics card runs on the others, or on
   *     the CPU if there are none
   * @param opener loads the model on a device, now or, on the CPU, when all cards are lost
   * @param onLost is told of each card that is lost
   * @throws EmbeddingException if the model cannot be loaded
   */
  static ModelSession open(
      List<String> devices,
      boolean orCpu,
      Function<String, ModelSession> opener,
      Consumer<String> onLost) {
    if (devices.contains(DeviceChoice.CPU)) {
      return openCpu(opener);
    }
    List<ModelSession> cards = new ArrayList<>();
    for (String device : devices) {
      try {
        cards.add(new HalvingSession(opener.apply(device)));
      } catch (EmbeddingException e) {
        if (!orCpu) {
          cards.forEach(ModelSession::close);
          throw e;
        }
        LOG.warn("The model does not run on {}: {}", device, e.getMessage());
      }
    }
    return cards.isEmpty()
        ? openCpu(opener)
        : new SpreadSession(cards, () -> openCpu(opener), onLost);
  }

  private static ModelSession openCpu(Function<String, ModelSession> opener) {
    return new HalvingSession(opener.apply(DeviceChoice.CPU));
  }
}
