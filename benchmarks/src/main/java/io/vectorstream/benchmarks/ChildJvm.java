package io.vectorstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run in a process of its own, with this process's class path.
 *
 * @param output what it printed
 * @param residentMegabytes the most memory it held at a time
 */
record ChildJvm(String output, double residentMegabytes) {

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it ends with another exit code than 0
   */
  static ChildJvm run(List<String> jvmFlags, String mainClass, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(jvmFlags, mainClass, arguments);
    Path output = Files.createTempFile("vectorstream-benchmark", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      double resident = 0;
      while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
        resident = Math.max(resident, Resident.largestMegabytes(process.pid()));
      }
      if (process.exitValue() != 0) {
        throw new IOException(command.get(command.size() - 1) + ": " + Files.readString(output));
      }
      return new ChildJvm(Files.readString(output), resident);
    } finally {
      Files.delete(output);
    }
  }

  /** The command that runs a program in a process of its own. */
  static List<String> command(List<String> jvmFlags, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }
}
