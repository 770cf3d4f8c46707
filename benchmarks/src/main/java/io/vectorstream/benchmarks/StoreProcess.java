package io.vectorstream.benchmarks;

import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The embedded store in a process of its own, which ends when this one does. */
final class StoreProcess implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final String url;

  private StoreProcess(Process process, Path folder, String url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /** Starts a store on an empty folder. */
  static StoreProcess start(List<String> jvmFlags) throws IOException {
    Path folder = Files.createTempDirectory("vectorstream-benchmark-store");
    List<String> command =
        ChildJvm.command(jvmFlags, StoreProcess.class.getName(), folder.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String url = output.readLine();
    if (url == null) {
      throw new IOException("the store's process has ended before it listened");
    }
    return new StoreProcess(process, folder, url);
  }

  /** The process itself: the argument is the folder. It prints its URL, and ends with its input. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(Path.of(args[0]))) {
      System.out.println(store.url());
      while (System.in.read() != -1) {
        // Nobody writes anything.
      }
    }
    System.exit(0);
  }

  String url() {
    return url;
  }

  /** What tells the process from others. */
  long pid() {
    return process.pid();
  }

  /** Ends the process and deletes what it has stored. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    process.waitFor();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted((first, second) -> second.compareTo(first)).toList()) {
        Files.delete(path);
      }
    }
  }
}
