package io.vectorstream.serve;

import java.time.Duration;

/** Finds out whether something that a run needs answers. One thread uses it, and closes it. */
public interface PartCheck extends AutoCloseable {

  /** What it asks, such as {@code kafka}. */
  String part();

  /**
   * Asks, once and cheaply.
   *
   * @param limit how long it may take
   * @throws Exception if there was no answer, or not the right one
   */
  void run(Duration limit) throws Exception;

  @Override
  void close();
}
