package io.vectorstream.serve.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process holds, which Java does not tell and Linux does. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "VmRSS:";

  private ResidentMemory() {}

  static double bytes() {
    try {
      return of(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static double of(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length(), line.length() - "kB".length()).strip())
        .mapToDouble(kibibytes -> Long.parseLong(kibibytes) * 1024.0)
        .findFirst()
        .orElse(Double.NaN);
  }
}
