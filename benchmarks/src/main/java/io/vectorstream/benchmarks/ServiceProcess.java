package io.vectorstream.benchmarks;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The embedded store or broker in a process of its own, which ends when this one does. */
public final class ServiceProcess implements AutoCloseable {

  private static final String STORE = "store";
  private static final String BROKER = "broker";

  private final Process process;
  private final Path folder;
  private final String address;

  private ServiceProcess(Process process, Path folder, String address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  /** Starts a store on an empty folder. */
  public static ServiceProcess startStore(List<String> jvmFlags) throws IOException {
    return start(jvmFlags, STORE);
  }

  /** Starts a broker on an empty folder. */
  public static ServiceProcess startBroker(List<String> jvmFlags) throws IOException {
    return start(jvmFlags, BROKER);
  }

  private static ServiceProcess start(List<String> jvmFlags, String service) throws IOException {
    Path folder = Files.createTempDirectory("vectorstream-benchmark-" + service);
    List<String> command =
        ChildJvm.command(jvmFlags, ServiceProcess.class.getName(), service, folder.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String address = output.readLine();
    if (address == null) {
      throw new IOException("the process of the " + service + " has ended before it listened");
    }
    return new ServiceProcess(process, folder, address);
  }

  /**
   * The process itself: the arguments are the service and the folder. It prints its address, and
   * ends with its input.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    if (args[0].equals(STORE)) {
      try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
        serve(store.url());
      }
    } else {
      try (EmbeddedKafka broker = EmbeddedKafka.start(folder)) {
        serve(broker.bootstrapServers());
      }
    }
    System.exit(0);
  }

  private static void serve(String address) throws IOException {
    System.out.println(address);
    while (System.in.read() != -1) {
      // Nobody writes anything.
    }
  }

  /** Where it listens: a store's URL, a broker's host and port. */
  public String address() {
    return address;
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
