package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a worker process says of what it does not reach, before it does its first task. The cluster
 * is Spark's own for tests, {@code local-cluster}; what a worker on another machine would not see
 * is not there.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class WorkerReachIT {

  @TempDir Path folder;

  @AfterEach
  void forget() {
    WorkerReach.forget();
    System.clearProperty(WorkerReach.MARKER);
    System.clearProperty(WorkerReach.SERVICES);
  }

  @Test
  void nothingIsSaidOfWhatIsReached() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(mistake(marker(), List.of(address(service)))).isEmpty();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).as("what the worker has tried is gone").containsExactly(marker());
    }
  }

  @Test
  void aFolderThatIsNotTheDriversIsNamed() throws Exception {
    Path marker = folder.resolve("shared").resolve("checkpoint").resolve("marker");

    assertThat(mistake(marker, List.of()).orElseThrow())
        .startsWith(
            "--checkpointDir: file:"
                + folder.resolve("shared")
                + " has to be a folder that the driver and all workers write to, such as"
                + " hdfs:///vectorstream or one that all machines mount; on the worker ")
        .endsWith(" what the driver has written there is not to be seen");
  }

  @Test
  void aServiceInTheDriverThatIsOnAnotherMachineIsNamed() throws Exception {
    String reached;
    String closed;
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        closed = address(gone);
      }
      reached = address(service);

      assertThat(mistake(marker(), List.of(reached, closed)).orElseThrow())
          .startsWith("--bootstrapServers and --qdrantUrl have to name a Kafka and a Qdrant")
          .contains("what this run started in its own process at " + closed + " is not reached");
    }
  }

  private Path marker() throws Exception {
    Path marker = folder.resolve("marker");
    if (!Files.exists(marker)) {
      Files.createFile(marker);
    }
    return marker;
  }

  private static String address(ServerSocket socket) {
    return "localhost:" + socket.getLocalPort();
  }

  /** What the driver knows when a first task is done. */
  private static Optional<String> mistake(Path marker, List<String> services) throws Exception {
    WorkerReach.ask(new org.apache.hadoop.fs.Path(marker.toUri()), services);
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    SparkConf conf =
        new SparkConf()
            .setAppName("WorkerReachIT")
            .setMaster("local-cluster[1,1,512]")
            .set("spark.plugins", WorkerReach.class.getName())
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.executor.memory", "512m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      assertThat(spark.parallelize(List.of(1, 2)).count()).isEqualTo(2);
      return WorkerReach.mistake();
    }
  }
}
