package io.vectorstream.tools.reconcile;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how much of a range of a topic has been read. */
interface CheckProgress extends LongConsumer, AutoCloseable {

  @Override
  void close();

  /**
   * A bar for a person at a terminal, lines for a log.
   *
   * @param task what is read, in a word or two
   * @param total how many offsets there are
   */
  @SuppressWarnings("SystemConsoleNull") // Null is what JDK 17 says where there is no terminal.
  static CheckProgress open(String task, long total, PrintWriter err) {
    return System.console() == null ? new Lines(task, total, err) : new Bar(task, total);
  }

  /** A bar on standard error that is drawn over and over. */
  final class Bar implements CheckProgress {

    private final ProgressBar bar;

    Bar(String task, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setUnit(" records", 1)
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .showSpeed()
              .build();
    }

    @Override
    public void accept(long read) {
      bar.stepTo(read);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every five seconds; what is soon done prints none. */
  final class Lines implements CheckProgress {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final String task;
    private final long total;
    private final PrintWriter err;
    private long lastLine = System.nanoTime();

    Lines(String task, long total, PrintWriter err) {
      this.task = task;
      this.total = total;
      this.err = err;
    }

    @Override
    public void accept(long read) {
      long now = System.nanoTime();
      if (now - lastLine >= INTERVAL_NANOS && read < total) {
        err.printf(Locale.ROOT, "%s: %,d of %,d records%n", task, read, total);
        err.flush();
        lastLine = now;
      }
    }

    @Override
    public void close() {
      // Nothing to free.
    }
  }
}
