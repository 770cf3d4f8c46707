package io.vectorstream.runners.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Looks from an executor at what the driver has put in its settings. Uses the libraries of Spark
 * alone, in whatever version.
 */
final class ReachCheck {

  /** A shared file system may show a file to others a little later. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_MILLIS = 500;
  private static final int CONNECT_MILLIS = 5_000;

  private final SparkConf conf;
  private final String host;

  /**
   * A look from an executor.
   *
   * @param host the executor's machine, for complaints
   */
  ReachCheck(SparkConf conf, String host) {
    this.conf = conf;
    this.host = host;
  }

  /** What is not reached, and what would be right, in one sentence. */
  Optional<String> unreached() {
    Optional<String> folder = folder(conf.get(WorkerReach.MARKER, ""));
    return folder.isPresent() ? folder : services(conf.get(WorkerReach.SERVICES, ""));
  }

  private Optional<String> folder(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path marker = new Path(name);
    String reason = look(marker);
    for (int attempt = 1; !reason.isEmpty() && attempt < ATTEMPTS; attempt++) {
      pause();
      reason = look(marker);
    }
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--checkpointDir: "
                + marker.getParent().getParent()
                + " has to be a folder that the driver and all workers write to, such as"
                + " hdfs:///vectorstream or one that all machines mount; on the worker "
                + host
                + " "
                + reason);
  }

  /** Why the executor cannot use the folder; blank if it can. */
  private String look(Path marker) {
    try {
      FileSystem files = marker.getFileSystem(SparkHadoopUtil.get().newConfiguration(conf));
      if (!files.exists(marker)) {
        return "what the driver has written there is not to be seen";
      }
      Path own = new Path(marker.getParent(), "written-by-a-worker-" + System.nanoTime());
      files.create(own, true).close();
      files.delete(own, false);
      return "";
    } catch (IOException | RuntimeException e) {
      return "it fails: " + e.getMessage();
    }
  }

  private Optional<String> services(String addresses) {
    StringTokenizer all = new StringTokenizer(addresses, ",");
    while (all.hasMoreTokens()) {
      String address = all.nextToken();
      int colon = address.lastIndexOf(':');
      int port = Integer.parseInt(address.substring(colon + 1));
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
      } catch (IOException e) {
        return Optional.of(
            "--bootstrapServers and --qdrantUrl have to name a Kafka and a Qdrant that all workers"
                + " of the cluster reach: what this run started in its own process at "
                + address
                + " is not reached from the worker "
                + host);
      }
    }
    return Optional.empty();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for the checkpoint folder", e);
    }
  }
}
