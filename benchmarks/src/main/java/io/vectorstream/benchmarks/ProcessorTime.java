package io.vectorstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The processor time that this process and another one have used together. */
final class ProcessorTime {

  private final ProcessHandle other;

  private ProcessorTime(ProcessHandle other) {
    this.other = other;
  }

  /**
   * Counts this process and another one.
   *
   * @throws java.util.NoSuchElementException if there is no such process
   */
  static ProcessorTime with(long pid) {
    return new ProcessorTime(ProcessHandle.of(pid).orElseThrow());
  }

  /** All of it so far, in seconds. */
  double seconds() {
    Duration others = other.info().totalCpuDuration().orElseThrow();
    long own =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    return (others.toNanos() + own) / 1e9;
  }
}
