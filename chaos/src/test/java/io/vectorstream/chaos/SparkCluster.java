package io.vectorstream.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A standalone cluster on this machine: a master and workers of one core, each a process. */
final class SparkCluster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path folder;
  private final int port = QuietPorts.free();
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  private SparkCluster(Path folder) {
    this.folder = folder;
  }

  /** Starts a cluster that keeps its files in a folder. */
  static SparkCluster start(Path folder, int workers) throws IOException, InterruptedException {
    // Spark asks for the folder; what is in it comes with the class path.
    Files.createDirectories(folder.resolve("home").resolve("jars"));
    SparkCluster cluster = new SparkCluster(folder);
    cluster.launch(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        Integer.toString(cluster.port),
        "--webui-port",
        "0");
    long limit = System.nanoTime() + START_LIMIT_NANOS;
    while (!QuietPorts.answers(cluster.port)) {
      if (System.nanoTime() > limit) {
        cluster.close();
        throw new IOException("Spark's master does not start, see " + folder);
      }
      Thread.onSpinWait();
    }
    for (int worker = 1; worker <= workers; worker++) {
      cluster.launchWorker(worker);
    }
    return cluster;
  }

  private void launchWorker(int number) throws IOException {
    workers.add(
        launch(
            "worker-" + number,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            HOST,
            "--cores",
            "1",
            "--memory",
            "2g",
            "--webui-port",
            "0",
            "--work-dir",
            folder.resolve("work-" + number).toString(),
            url()));
  }

  private Process launch(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SparkDaemon.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                folder.resolve("home").toString(),
                "SPARK_SCALA_VERSION",
                "2.12",
                "SPARK_LOCAL_IP",
                HOST));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** The address for {@code --sparkMaster}. */
  String url() {
    return "spark://" + HOST + ":" + port;
  }

  /** What the JVM of a driver needs, so that it uses all of the cluster. */
  List<String> driverFlags() {
    return List.of(
        "-Dspark.driver.host=" + HOST,
        "-Dspark.driver.bindAddress=" + HOST,
        "-Dspark.executor.cores=1",
        "-Dspark.executor.memory=1g",
        "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
        "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            + " -XX:+ExitOnOutOfMemoryError",
        "-Dspark.ui.enabled=false");
  }

  /** How many workers run an executor. */
  long executors() {
    return workers.stream().filter(worker -> worker.descendants().findAny().isPresent()).count();
  }

  /** Kills a worker and its executor, as a machine that goes away does. */
  void killWorker(int number) throws InterruptedException {
    Process worker = workers.get(number - 1);
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
    worker.waitFor();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> executors = process.descendants().toList();
      process.destroyForcibly();
      executors.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
