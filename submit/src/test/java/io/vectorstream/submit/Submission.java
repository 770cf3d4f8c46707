package io.vectorstream.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application, submitted by the script a user types: the driver's process, and its log. */
final class Submission implements AutoCloseable {

  private final Process process;
  private final Path log;

  private final Thread endWithThisProcess;

  private Submission(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.endWithThisProcess = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endWithThisProcess);
  }

  /**
   * Submits.
   *
   * @param forSpark what stands before {@code --}
   * @param options what stands behind it
   * @param log the file that gets the driver's output
   */
  static Submission start(
      Map<String, String> environment, List<String> forSpark, List<String> options, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Repository.script("submit").toString());
    command.addAll(forSpark);
    command.add("--");
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Submission(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The driver's process: the script is replaced by it. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it has logged so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Asks it to end, as SIGTERM does, and waits for that. */
  int drain() throws InterruptedException {
    process.toHandle().destroy();
    return exitCode();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new AssertionError("the driver does not end, see " + log);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
  }
}
