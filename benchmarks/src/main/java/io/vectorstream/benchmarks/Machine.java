package io.vectorstream.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on. */
public final class Machine {

  private static final List<String> TELLING_FLAGS =
      List.of("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16");

  private Machine() {}

  /** One line for a person. */
  public static String describe() throws IOException {
    String model = cpuinfo("model name");
    List<String> flags = List.of(cpuinfo("flags").split(" "));
    long memory =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize()
            >> 30;
    return String.format(
        Locale.ROOT,
        "%d cores of %s (%s), %d GiB, %s %s, JDK %s",
        Runtime.getRuntime().availableProcessors(),
        model,
        String.join(", ", TELLING_FLAGS.stream().filter(flags::contains).toList()),
        memory,
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }

  private static String cpuinfo(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
      if (line.startsWith(key)) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown " + key;
  }
}
