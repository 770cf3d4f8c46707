package io.vectorstream.pipeline;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What SIGTERM and SIGINT (Ctrl-C) do: the first one drains the run, a second one ends the process
 * at once, and so does the first while there is nothing to drain.
 *
 * <p>A shutdown hook would be too late: by then Spark's own hooks are ending what is to be drained.
 */
final class TerminationSignals {

  private static final Logger LOG = LoggerFactory.getLogger(TerminationSignals.class);

  /** What a shell takes for a process that a signal has ended. */
  private static final int EXIT_CODE_BASE = 128;

  private TerminationSignals() {}

  /** Takes the signals from now on. */
  static void drain(Drain drain) {
    AtomicBoolean first = new AtomicBoolean(true);
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (first.getAndSet(false) && drain.request()) {
              LOG.info("Draining: what was read is finished; a second signal ends at once");
            } else {
              Runtime.getRuntime().halt(EXIT_CODE_BASE + signal.getNumber());
            }
          });
    }
  }
}
