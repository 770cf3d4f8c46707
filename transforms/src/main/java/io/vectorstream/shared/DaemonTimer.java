package io.vectorstream.shared;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose thread starts when needed, ends when idle and never keeps a process alive. */
final class DaemonTimer implements SharedResources.Timer {

  private final ScheduledThreadPoolExecutor executor;

  DaemonTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "shared-resources");
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // closing an idle resource reports to nobody
  public void after(Duration delay, Runnable action) {
    executor.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
