package io.vectorstream.local.qdrant;

import io.vectorstream.local.qdrant.contract.StoreClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A store in a process of its own that a test can kill. */
final class StoreProcess {
  private final Process process;
  private final int port;

  private StoreProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static StoreProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    return new StoreProcess(process, Integer.parseInt(out.readLine()));
  }

  StoreClient connect() {
    return new StoreClient(port);
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Prints the port and waits until whoever started this process closes its input. */
  @SuppressWarnings("StatementWithEmptyBody")
  public static void main(String[] args) throws Exception {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(Path.of(args[0]))) {
      System.out.println(store.port());
      while (System.in.read() >= 0) {}
    }
  }
}
