package io.vectorstream.source;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Sends the reports of {@link FinishedRecords} to the process that started a run, if the worker is
 * another process. Implementations come with a runner and are found with {@link ServiceLoader}.
 */
public interface FinishedChannel {

  /** Whether this process is a worker that the channel can send from. */
  boolean isOpen();

  /**
   * Sends a report and does not wait until it arrives, where {@link FinishedRecords#hand} takes it.
   *
   * @throws IOException if it cannot be sent now
   */
  void send(String run, WorkerReport report) throws IOException;

  /** The first channel that is open in this process. */
  static Optional<FinishedChannel> ofThisProcess() {
    return ServiceLoader.load(FinishedChannel.class, FinishedChannel.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(FinishedChannel::isOpen)
        .findFirst();
  }
}
