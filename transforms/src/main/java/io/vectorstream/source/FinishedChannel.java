package io.vectorstream.source;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Carries word of {@link FinishedRecords} to the process that started a run, where the worker is
 * another process. Implementations come with a runner and are found with {@link ServiceLoader}.
 */
public interface FinishedChannel {

  /** Whether this process is a worker that the channel can carry from. */
  boolean isOpen();

  /**
   * Sends word, without waiting for its arrival, where {@link FinishedRecords#hand} is called.
   *
   * @throws IOException if it cannot be sent now
   */
  void send(String run, OffsetSpan finished) throws IOException;

  /** The first channel that is open in this process. */
  static Optional<FinishedChannel> ofThisProcess() {
    return ServiceLoader.load(FinishedChannel.class, FinishedChannel.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(FinishedChannel::isOpen)
        .findFirst();
  }
}
