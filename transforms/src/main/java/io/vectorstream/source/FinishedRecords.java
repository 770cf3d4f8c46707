package io.vectorstream.source;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How workers tell the process that started a run which records are finished: stored, deleted or
 * dead-lettered, and acknowledged as such. That process commits offsets by it.
 *
 * <p>Telling is a hint that may get lost, with a worker that dies or in the last moments of a run.
 * A record that is finished and was not told is only read again.
 */
public final class FinishedRecords implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ConcurrentMap<String, Receiver> RECEIVERS = new ConcurrentHashMap<>();

  private final String run;

  private FinishedRecords(String run) {
    this.run = run;
  }

  /** Takes the word of workers, from several threads. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Records of a partition are finished.
     *
     * @param first the offset of the first one
     * @param last the offset of the last one; those between are finished as well
     */
    void finished(int partition, long first, long last);
  }

  /**
   * Those of a run of this name.
   *
   * @param run no other run may have it at the same time
   */
  public static FinishedRecords ofRun(String run) {
    return new FinishedRecords(run);
  }

  /** Lets the process that started a run know of its finished records until the loan is closed. */
  public Reception receive(Receiver receiver) {
    RECEIVERS.put(run, receiver);
    return () -> RECEIVERS.remove(run, receiver);
  }

  /** The time in which a process receives. */
  public interface Reception extends AutoCloseable {
    @Override
    void close();
  }

  /** Tells that a record is finished; called on the worker, by any thread. */
  public void add(SourceRecord record) {
    if (!hand(run, record.partition(), record.offset(), record.offset())) {
      FinishedOutbox.ofThisProcess().add(run, record.partition(), record.offset());
    }
  }

  /**
   * Hands on what has come from another process.
   *
   * @return whether the run was started by this process
   */
  public static boolean hand(String run, int partition, long first, long last) {
    Receiver receiver = RECEIVERS.get(run);
    if (receiver == null) {
      return false;
    }
    receiver.finished(partition, first, last);
    return true;
  }
}
