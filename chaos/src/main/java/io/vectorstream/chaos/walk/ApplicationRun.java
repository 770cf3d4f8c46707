package io.vectorstream.chaos.walk;

/** A run of the application, from its start to its end. */
interface ApplicationRun {

  /** Whether it has not ended yet. */
  boolean isRunning();

  /** Ends it: drains it, as {@code SIGTERM} does, or kills it. */
  void end() throws InterruptedException;

  /** How it has ended, in words, with what it said last. */
  String ending();

  /** Whether it has ended as it should when it is ended. */
  boolean endedWell();
}
