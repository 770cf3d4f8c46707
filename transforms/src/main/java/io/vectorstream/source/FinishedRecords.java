package io.vectorstream.source;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How workers report finished records to the process that started a run. A record is finished when
 * it is stored, deleted or dead-lettered, and this is acknowledged; an offset without a record is
 * finished as well. That process then commits the offsets.
 *
 * <p>A report may get lost when a worker dies or a run ends: the next run reads the record again. A
 * runner that repeats the work of a dead worker loses no report if it calls {@link #flush} before
 * it counts a piece of work as done.
 */
public final class FinishedRecords implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ConcurrentMap<String, Receiver> RECEIVERS = new ConcurrentHashMap<>();

  private final String run;

  private FinishedRecords(String run) {
    this.run = run;
  }

  /** Takes the reports of workers and of their runner, from several threads. */
  public interface Receiver {

    /** Offsets are finished: their records are, or they have none. */
    void finished(OffsetSpan finished);

    /** A worker process is gone, and what it had read may never be finished in this run. */
    default void workerIsGone() {}

    /**
     * The runner is done with a piece of work: what had been read for it before is finished, or
     * lost.
     */
    default void workIsDone() {}

    /** A partition has lost its last records: what was told of its offsets means nothing now. */
    default void endIsLost(TopicPartition partition) {}
  }

  /**
   * The finished records of a run.
   *
   * @param run the run's name; no other run may have it at the same time
   */
  public static FinishedRecords ofRun(String run) {
    return new FinishedRecords(run);
  }

  /** Reports the run's finished records to a receiver until the reception is closed. */
  public Reception receive(Receiver receiver) {
    RECEIVERS.put(run, receiver);
    return () -> RECEIVERS.remove(run, receiver);
  }

  /** The time in which a process receives. */
  public interface Reception extends AutoCloseable {
    @Override
    void close();
  }

  /** Reports a finished record; called on the worker, by any thread. */
  public void add(SourceRecord record) {
    add(
        new OffsetSpan(
            new TopicPartition(record.topic(), record.partition()),
            record.offset(),
            record.offset(),
            false));
  }

  /** Reports finished offsets; called on the worker, by any thread. */
  public void add(OffsetSpan finished) {
    if (!hand(run, finished)) {
      FinishedOutbox.ofThisProcess().add(run, finished);
    }
  }

  /** Reports at once that a partition has lost its last records; called on the worker. */
  public void add(LostEnd lost) {
    if (!hand(run, lost)) {
      FinishedOutbox.ofThisProcess().sendAtOnce(run, lost);
    }
  }

  /**
   * Sends now what this process has to report to another one. Otherwise it does so twice a second.
   */
  public static void flush() {
    FinishedOutbox.ofThisProcess().flush();
  }

  /**
   * Gives the receiver a report that has come from another process.
   *
   * @return whether the run was started by this process
   */
  public static boolean hand(String run, WorkerReport report) {
    Receiver receiver = RECEIVERS.get(run);
    if (receiver == null) {
      return false;
    }
    report.tell(receiver);
    return true;
  }

  /** Tells the runs of this process that a worker process is gone; called by the runner. */
  public static void workerIsGone() {
    RECEIVERS.values().forEach(Receiver::workerIsGone);
  }

  /** Tells the runs of this process that a piece of work is done; called by the runner. */
  public static void workIsDone() {
    RECEIVERS.values().forEach(Receiver::workIsDone);
  }
}
