package io.vectorstream.submit;

import io.vectorstream.chaos.QuietPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A master and workers of one core each, as processes of a Spark distribution on this machine. */
final class StandaloneCluster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SparkDistribution spark;
  private final Path folder;
  private final int port = QuietPorts.free();
  private final List<Integer> pagePorts = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private final Thread endWithThisProcess = new Thread(this::killAll);

  private StandaloneCluster(SparkDistribution spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Starts a cluster that keeps its files and its configuration in a folder. */
  static StandaloneCluster start(SparkDistribution spark, Path folder, int workers)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(spark, Files.createDirectories(folder));
    Runtime.getRuntime().addShutdownHook(cluster.endWithThisProcess);
    Files.createDirectories(cluster.configuration());
    Files.createDirectories(cluster.temporaryFiles());
    Files.writeString(cluster.configuration().resolve("log4j2.properties"), LOGGING);
    cluster.launch("master.Master", "--host", HOST, "--port", Integer.toString(cluster.port));
    long limit = System.nanoTime() + START_LIMIT_NANOS;
    while (!QuietPorts.answers(cluster.port)) {
      if (System.nanoTime() > limit) {
        cluster.close();
        throw new IOException("Spark's master does not start, see " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    for (int worker = 1; worker <= workers; worker++) {
      cluster.addWorker();
    }
    return cluster;
  }

  /** All of Spark's own messages, and from us whatever tells of a model. */
  private static final String LOGGING =
      """
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
      logger.model.name = io.vectorstream.embedding
      logger.model.level = debug
      """;

  /** Adds a worker of one core. */
  void addWorker() throws IOException {
    int number = workers.size() + 1;
    workers.add(
        launch(
            "worker.Worker",
            "--host",
            HOST,
            "--cores",
            "1",
            "--memory",
            "2g",
            "--work-dir",
            work(number).toString(),
            url()));
  }

  private Process launch(String program, String... arguments) throws IOException {
    int pagePort = QuietPorts.free();
    pagePorts.add(pagePort);
    List<String> command = new ArrayList<>();
    command.add(spark.sparkClass().toString());
    command.add("org.apache.spark.deploy." + program);
    command.addAll(List.of("--webui-port", Integer.toString(pagePort)));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon-" + processes.size() + ".log").toFile());
    builder.environment().putAll(environment());
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** What each process of the cluster, and who submits to it, has in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        spark.home().toString(),
        "SPARK_CONF_DIR",
        configuration().toString(),
        "SPARK_LOCAL_IP",
        HOST,
        "SPARK_LOCAL_DIRS",
        temporaryFiles().toString());
  }

  /** The address for {@code --master}. */
  String url() {
    return "spark://" + HOST + ":" + port;
  }

  /** The addresses of the pages of the master and of each worker there ever was. */
  List<String> pages() {
    return pagePorts.stream().map(page -> "http://" + HOST + ":" + page + "/").toList();
  }

  /** What executors of a worker log, one file each. */
  List<Path> executorLogs(int worker) throws IOException {
    if (!Files.exists(work(worker))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(work(worker))) {
      return files.filter(file -> file.endsWith("stderr")).toList();
    }
  }

  /** The processes of the cluster that live, executors among them. */
  List<ProcessHandle> alive() {
    return processes.stream()
        .map(Process::toHandle)
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .filter(ProcessHandle::isAlive)
        .toList();
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
    killAll();
    Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
  }

  private void killAll() {
    for (Process process : processes) {
      List<ProcessHandle> executors = process.descendants().toList();
      process.destroyForcibly();
      executors.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Path work(int number) {
    return folder.resolve("work-" + number);
  }

  private Path configuration() {
    return folder.resolve("conf");
  }

  private Path temporaryFiles() {
    return folder.resolve("tmp");
  }
}
