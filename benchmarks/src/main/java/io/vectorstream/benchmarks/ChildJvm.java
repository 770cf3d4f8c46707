package io.vectorstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run in a process of its own, with this process's class path.
 *
 * @param output what it printed
 * @param residentMegabytes the most memory it held at a time
 * @param processorSeconds the processor time it took, to a fifth of a second
 * @param seconds the time from its start to its end
 */
public record ChildJvm(
    String output, double residentMegabytes, double processorSeconds, double seconds) {

  private static final long LOOK_MILLIS = 200;

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it ends with another exit code than 0
   */
  static ChildJvm run(List<String> jvmFlags, String mainClass, String... arguments)
      throws IOException, InterruptedException {
    return runWith(System.getProperty("java.class.path"), jvmFlags, Map.of(), mainClass, arguments);
  }

  /** The same with another class path than this process's, and with more in its environment. */
  static ChildJvm runWith(
      String classPath,
      List<String> jvmFlags,
      Map<String, String> environment,
      String mainClass,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> command = commandWith(classPath, jvmFlags, mainClass, arguments);
    Path output = Files.createTempFile("vectorstream-benchmark", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      long start = System.nanoTime();
      double resident = 0;
      Duration processor = Duration.ZERO;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        resident = Math.max(resident, Resident.largestMegabytes(process.pid()));
        processor = process.info().totalCpuDuration().orElse(processor);
      }
      if (process.exitValue() != 0) {
        throw new IOException(command.get(command.size() - 1) + ": " + Files.readString(output));
      }
      return new ChildJvm(
          Files.readString(output),
          resident,
          processor.toNanos() / 1e9,
          (System.nanoTime() - start) / 1e9);
    } finally {
      Files.delete(output);
    }
  }

  /** The command that runs a program in a process of its own. */
  public static List<String> command(List<String> jvmFlags, String mainClass, String... arguments) {
    return commandWith(System.getProperty("java.class.path"), jvmFlags, mainClass, arguments);
  }

  private static List<String> commandWith(
      String classPath, List<String> jvmFlags, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    return command;
  }
}
