package io.vectorstream.pipeline.kafka;

import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a run's records in until it is closed. What it turns away has not been read: its offsets are
 * not committed, and the next run takes it up.
 *
 * <p>It closes for the workers of this process only. Those of a cluster are told by their runner to
 * stop.
 */
public final class ReadGate implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Set<String> CLOSED = ConcurrentHashMap.newKeySet();

  private final String run;

  private ReadGate(String run) {
    this.run = run;
  }

  /** The gate of a run, open unless somebody has closed it. */
  public static ReadGate ofRun(String run) {
    return new ReadGate(run);
  }

  /** Turns away all records from now on. */
  public void close() {
    CLOSED.add(run);
  }

  boolean isOpen() {
    return !CLOSED.contains(run);
  }
}
