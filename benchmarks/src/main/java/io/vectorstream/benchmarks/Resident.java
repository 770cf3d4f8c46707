package io.vectorstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process's resident memory, as Linux counts it in {@code /proc/PID/status}. */
public final class Resident {

  private Resident() {}

  /** Held now by this process. */
  static double megabytes() {
    return megabytes(ProcessHandle.current().pid());
  }

  /** Held now by a process; 0 if it has just ended. */
  public static double megabytes(long pid) {
    return read("VmRSS:", pid);
  }

  /** The most that a process has held so far; 0 if it has just ended. */
  public static double largestMegabytes(long pid) {
    return read("VmHWM:", pid);
  }

  private static double read(String key, long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
        if (line.startsWith(key)) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
