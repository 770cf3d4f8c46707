package io.vectorstream.tools.command;

import java.io.PrintWriter;

/** Counts the records that were not sent again, and names the first hundred. */
public final class LeftRecords {

  private static final int SHOWN = 100;

  private final PrintWriter err;
  private long count;

  /**
   * None yet.
   *
   * @param err where they are named
   */
  public LeftRecords(PrintWriter err) {
    this.err = err;
  }

  /** Adds one, by its place in its topic. */
  public void add(int partition, long offset, String obstacle) {
    count++;
    if (count <= SHOWN) {
      err.printf("%s/%s: %s%n", partition, offset, Printable.line(obstacle));
    } else if (count == SHOWN + 1) {
      err.println("and others");
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }
}
