package io.vectorstream.chaos.walk;

import io.vectorstream.pipeline.Drain;
import io.vectorstream.pipeline.VectorStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the application in this process. */
final class OwnThreadRun implements ApplicationRun {

  private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private static final long LOOK_MILLIS = 50;

  private final Drain drain = new Drain();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int exitCode = -1;

  OwnThreadRun(List<String> options) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    thread =
        new Thread(
            () ->
                exitCode = VectorStream.run(options.toArray(String[]::new), drain, nowhere, errors),
            "application");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  @Override
  public void end() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    while (thread.isAlive() && System.nanoTime() < deadline) {
      // Again and again, since before it has begun there is nothing to drain.
      drain.request();
      thread.join(LOOK_MILLIS);
    }
  }

  @Override
  public boolean endedWell() {
    return exitCode == 0;
  }

  @Override
  public String ending() {
    return thread.isAlive()
        ? "it does not end"
        : "exit code " + exitCode + " " + err.toString(StandardCharsets.UTF_8).strip();
  }
}
