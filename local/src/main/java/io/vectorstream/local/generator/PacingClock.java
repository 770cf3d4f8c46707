package io.vectorstream.local.generator;

import java.util.concurrent.TimeUnit;

/** The time a sender keeps to, replaceable so that tests need not wait. */
interface PacingClock {

  PacingClock SYSTEM =
      new PacingClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  long nanoTime();

  void sleep(long nanos) throws InterruptedException;
}
