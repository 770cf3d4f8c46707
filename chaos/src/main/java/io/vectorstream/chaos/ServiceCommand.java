package io.vectorstream.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service's process is started.
 *
 * @param jvmFlags of its JVM
 * @param arguments its own
 * @param port where it listens when it is up; 0 if it does not listen
 * @param log the file that its output is appended to
 */
public record ServiceCommand(
    Service service, List<String> jvmFlags, List<String> arguments, int port, Path log) {

  private static final int TAIL_LINES = 30;

  /**
   * Starts a process.
   *
   * @throws IOException if there is no Java or the log cannot be written
   */
  public Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServiceMain.class.getName(), service.name()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Whether clients are served. */
  public boolean isUp() {
    return port == 0 || QuietPorts.answers(port);
  }

  /** The end of the log. */
  public String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
