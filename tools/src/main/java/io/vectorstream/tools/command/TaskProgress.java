package io.vectorstream.tools.command;

import io.vectorstream.pipeline.report.ProgressLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows how much of a task is done, from when it is opened until it is closed. */
public final class TaskProgress implements LongConsumer, AutoCloseable {

  private final String task;
  private final String unit;
  private final long total;
  private final ProgressLine line;

  TaskProgress(String task, long total, String unit, ProgressLine line) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.line = line;
  }

  /**
   * Begins a task.
   *
   * @param task what is done, in a word or two
   * @param total how much there is to do
   * @param unit what that is counted in, such as events
   * @param err where it is shown
   */
  public static TaskProgress open(String task, long total, String unit, PrintWriter err) {
    return new TaskProgress(task, total, unit, ProgressLine.open(err));
  }

  @Override
  public void accept(long done) {
    if (done < total) {
      line.show(
          elapsed ->
              String.format(
                  Locale.ROOT,
                  "%s: %,d of %,d %s, %,.0f a second",
                  task,
                  done,
                  total,
                  unit,
                  done * 1e9 / elapsed.toNanos()));
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
