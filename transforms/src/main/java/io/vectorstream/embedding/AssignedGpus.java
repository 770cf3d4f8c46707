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
   * The cards' addresses by the names that the cluster gives them, mostly numbers such as {@code
   * 0}. Empty if no cards were assigned; the process may then use all that it sees. Called where a
   * model is opened, on the thread that opens it.
   */
  Optional<List<String>> addresses();

  /** The answer of the first implementation that knows one. */
  static Optional<List<String>> ofThisProcess() {
    return ServiceLoader.load(AssignedGpus.class, AssignedGpus.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .map(AssignedGpus::addresses)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
