package io.vectorstream.tools.generate;

import io.vectorstream.local.generator.SendProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far sending has come. */
interface ProgressDisplay extends Consumer<SendProgress>, AutoCloseable {

  @Override
  void close();

  /** A bar for a person at a terminal, lines for a log. */
  @SuppressWarnings("SystemConsoleNull") // Null is what JDK 17 says where there is no terminal.
  static ProgressDisplay open(long count, PrintWriter err) {
    return System.console() == null ? new Lines(err) : new Bar(count);
  }

  /** A bar on standard error that is drawn over and over. */
  final class Bar implements ProgressDisplay {

    private final ProgressBar bar;

    Bar(long count) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Sending")
              .setInitialMax(count)
              .setUnit(" events", 1)
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .showSpeed()
              .build();
    }

    @Override
    public void accept(SendProgress progress) {
      bar.stepTo(progress.sent());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every five seconds; a short run prints none. */
  final class Lines implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter err;
    private Duration next = INTERVAL;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void accept(SendProgress progress) {
      if (progress.elapsed().compareTo(next) >= 0 && progress.sent() < progress.requested()) {
        err.printf(
            Locale.ROOT,
            "%,d of %,d events, %,.0f events/s%n",
            progress.sent(),
            progress.requested(),
            progress.rate());
        err.flush();
        next = progress.elapsed().plus(INTERVAL);
      }
    }

    @Override
    public void close() {
      // Nothing to free.
    }
  }
}
