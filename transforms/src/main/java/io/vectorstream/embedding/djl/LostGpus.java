package io.vectorstream.embedding.djl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The graphics cards that this process has lost. After an error that counts as a loss, everything
 * that the process asks of that card fails until the process is restarted. So a model that is
 * opened again later should not try the card.
 */
final class LostGpus {

  /** There is one of these, as there is one CUDA context for each card in a process. */
  static final LostGpus OF_PROCESS = new LostGpus();

  private final Set<String> devices = ConcurrentHashMap.newKeySet();

  /** Notes a card, given as {@code gpu:N}. */
  void add(String device) {
    devices.add(device);
  }

  boolean contains(String device) {
    return devices.contains(device);
  }
}
