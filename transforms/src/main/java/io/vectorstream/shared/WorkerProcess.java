package io.vectorstream.shared;

/**
 * Whether this process works for one run alone and ends with it, as an executor of Spark does. Then
 * {@link SharedResources} stay open until the end: closed when nothing has come for a while, they
 * would have to be opened again by the next record, which would wait for the model.
 */
public final class WorkerProcess {

  private static volatile boolean dedicated;

  private WorkerProcess() {}

  /** A runner says so, before the process does its first task. */
  public static void dedicateToRun() {
    dedicated = true;
  }

  /** The run, and soon the process, is at its end. */
  public static void release() {
    dedicated = false;
  }

  /** Whether a runner has said so. */
  public static boolean isDedicated() {
    return dedicated;
  }
}
