package io.vectorstream.tools.generate;

import io.vectorstream.local.generator.EventSender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, an interrupt from the keyboard stops the sender and holds the JVM up until what was
 * sent is delivered and this is closed.
 */
final class StopOnExit implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  StopOnExit(EventSender sender) {
    hook = new Thread(() -> stopAndWait(sender), "stop-generator");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is on its way out, and the hook with it.
    }
  }

  private void stopAndWait(EventSender sender) {
    sender.stop();
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
