package io.vectorstream.source;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How workers tell the process that started a run which records are finished: stored, deleted or
 * dead-lettered, and acknowledged as such, and which offsets have none. That process commits
 * offsets by it.
 *
 * <p>Word may get lost, with a worker that dies or in the last moments of a run: a record that is
 * finished and was not told is read again by the next run. A runner that repeats the work of a dead
 * worker loses none, if it calls {@link #flush} before it takes a piece of work for done.
 */
public final class FinishedRecords implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ConcurrentMap<String, Receiver> RECEIVERS = new ConcurrentHashMap<>();

  private final String run;

  private FinishedRecords(String run) {
    this.run = run;
  }

  /** Takes the word of workers and of their runner, from several threads. */
  public interface Receiver {

    /** Offsets are finished: their records, or that they have none. */
    void finished(OffsetSpan finished);

    /** A worker process is gone, and what it had read may never be finished in this run. */
    default void workerIsGone() {}

    /**
     * The runner is done with a piece of work: what had been read for it before is finished, or
     * lost.
     */
    default void workIsDone() {}
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
    add(
        new OffsetSpan(
            new TopicPartition(record.topic(), record.partition()),
            record.offset(),
            record.offset(),
            false));
  }

  /** Tells that offsets are finished; called on the worker, by any thread. */
  public void add(OffsetSpan finished) {
    if (!hand(run, finished)) {
      FinishedOutbox.ofThisProcess().add(run, finished);
    }
  }

  /** Sends now what this process has to tell another one. It is sent twice a second anyway. */
  public static void flush() {
    FinishedOutbox.ofThisProcess().flush();
  }

  /**
   * Hands on what has come from another process.
   *
   * @return whether the run was started by this process
   */
  public static boolean hand(String run, OffsetSpan finished) {
    Receiver receiver = RECEIVERS.get(run);
    if (receiver == null) {
      return false;
    }
    receiver.finished(finished);
    return true;
  }

  /** Tells the runs of this process that a worker process is gone, as only a runner knows. */
  public static void workerIsGone() {
    RECEIVERS.values().forEach(Receiver::workerIsGone);
  }

  /** Tells the runs of this process that a piece of work is done, as only a runner knows. */
  public static void workIsDone() {
    RECEIVERS.values().forEach(Receiver::workIsDone);
  }
}
