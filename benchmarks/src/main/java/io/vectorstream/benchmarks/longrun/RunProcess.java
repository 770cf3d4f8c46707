package io.vectorstream.benchmarks.longrun;

import io.vectorstream.benchmarks.ChildJvm;
import io.vectorstream.benchmarks.Resident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application in a process of its own, with a folder for its log and its temporary files. */
final class RunProcess implements AutoCloseable {

  private static final String MAIN_CLASS = "io.vectorstream.pipeline.VectorStream";
  private static final long PATIENCE_MINUTES = 2;

  private final Process process;
  private final Path temporary;
  private final Path log;
  private final long start = System.nanoTime();

  private RunProcess(Process process, Path temporary, Path log) {
    this.process = process;
    this.temporary = temporary;
    this.log = log;
  }

  static RunProcess start(Path folder, List<String> jvmFlags, String... options)
      throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path log = folder.resolve("log");
    List<String> flags = new ArrayList<>(jvmFlags);
    flags.add("-Djava.io.tmpdir=" + temporary);
    Process process =
        new ProcessBuilder(ChildJvm.command(flags, MAIN_CLASS, options))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new RunProcess(process, temporary, log);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Makes sure that it works.
   *
   * @throws IOException if it has ended, with what it said
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the run has ended: " + Files.readString(log));
    }
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  double residentMegabytes() {
    return Resident.megabytes(pid());
  }

  /** The most that it has held so far. */
  double mostMegabytes() {
    return Resident.largestMegabytes(pid());
  }

  long threads() throws IOException {
    return entries("task");
  }

  long openFiles() throws IOException {
    return entries("fd");
  }

  private long entries(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc", String.valueOf(pid()), folder))) {
      return entries.count();
    }
  }

  /** Files below its folder for temporary ones; some may go while they are counted. */
  long temporaryFiles() throws IOException {
    return countFiles(temporary);
  }

  private static long countFiles(Path folder) throws IOException {
    long count = 0;
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        count += Files.isDirectory(entry) ? countFiles(entry) : 1;
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return count;
  }

  long logLines() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }

  /**
   * Has it finish what it has read, and waits for its end.
   *
   * @throws IOException if it does not end well
   */
  void drain() throws IOException, InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("the run has not ended well: " + Files.readString(log));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
