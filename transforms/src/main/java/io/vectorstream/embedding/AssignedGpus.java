package io.vectorstream.embedding;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Knows which graphics cards a cluster has assigned to this worker process. Implementations come
 * with a runner and are found with {@link ServiceLoader}.
 */
public interface AssignedGpus {

  /**
   * The cards' addresses, as whoever assigned them names them: mostly their numbers, such as {@code
   * 0}. Empty if nobody assigned any, and the process may use all that it sees. Asked where a model
   * is opened, on the thread that opens it.
   */
  Optional<List<String>> addresses();

  /** What the first of the implementations that knows has to say. */
  static Optional<List<String>> ofThisProcess() {
    return ServiceLoader.load(AssignedGpus.class, AssignedGpus.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .map(AssignedGpus::addresses)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
