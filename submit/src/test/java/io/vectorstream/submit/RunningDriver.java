package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qdrant.client.QdrantClient;
import io.vectorstream.chaos.QuietPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A submitted application as those who watch it see it. */
final class RunningDriver implements AutoCloseable {

  /** Ends a test that hangs; on a machine with much else to do it may be slow. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String HOST = "http://127.0.0.1:";

  private final Submission submission;
  private final String ownPage;
  private final String sparkPage;
  private final Pages pages = new Pages();

  private RunningDriver(Submission submission, String ownPage, String sparkPage) {
    this.submission = submission;
    this.ownPage = ownPage;
    this.sparkPage = sparkPage;
  }

  /**
   * Submits to a cluster.
   *
   * @param folder gets the files of the run
   * @param forSpark more of what stands before {@code --}
   * @param options what stands behind it
   */
  static RunningDriver submit(
      StandaloneCluster cluster,
      Path folder,
      int executors,
      List<String> forSpark,
      List<String> options)
      throws IOException {
    int ownPort = QuietPorts.free();
    int sparkPort = QuietPorts.free();
    List<String> all = new ArrayList<>(options);
    all.add("--httpHost=127.0.0.1");
    all.add("--httpPort=" + ownPort);
    all.add("--checkpointDir=" + Files.createDirectory(folder.resolve("checkpoint")).toUri());
    List<String> before = new ArrayList<>(forSpark);
    before.addAll(
        List.of(
            "--master",
            cluster.url(),
            "--executors",
            Integer.toString(executors),
            "--executor-memory",
            "1g",
            "--driver-memory",
            "1g",
            "--conf",
            "spark.ui.port=" + sparkPort,
            "--driver-java-options",
            "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp"))));
    Submission submission =
        Submission.start(cluster.environment(), before, all, folder.resolve("driver.log"));
    return new RunningDriver(submission, HOST + ownPort + "/", HOST + sparkPort + "/");
  }

  /** Where the application serves its own page. */
  String url() {
    return ownPage;
  }

  ProcessHandle handle() {
    return submission.handle();
  }

  /** One of the application's figures. */
  long metric(String name) throws IOException, InterruptedException {
    return pages.metric(ownPage + "metrics", "vectorstream_" + name + "_total");
  }

  /** The tasks that each executor has completed. */
  List<Integer> executors() throws IOException, InterruptedException {
    List<Integer> tasks = new ArrayList<>();
    for (JsonNode executor : pages.json(sparkPage + "api/v1/applications/" + id() + "/executors")) {
      if (!executor.get("id").textValue().equals("driver")) {
        tasks.add(executor.get("completedTasks").intValue());
      }
    }
    return tasks;
  }

  /** How many events are stored or dead letters. */
  long done(QdrantClient client, String collection, EventTopic topic)
      throws ExecutionException, InterruptedException {
    return client.countAsync(collection).get() + topic.letters();
  }

  /** Pages of Spark's and of the application's, from which links lead to others. */
  List<String> pages() throws IOException, InterruptedException {
    String api = sparkPage + "api/v1/applications/" + id() + "/";
    return List.of(
        ownPage,
        ownPage + "metrics",
        ownPage + "health",
        sparkPage,
        sparkPage + "environment/",
        sparkPage + "executors/",
        sparkPage + "streaming/",
        api + "environment",
        api + "allexecutors",
        api + "jobs",
        api + "stages",
        api + "storage/rdd",
        api + "streaming/statistics",
        api + "streaming/receivers");
  }

  /** Waits for something, as long as the driver lives. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      assertThat(submission.isAlive()).as("the driver lives: %s", submission.log()).isTrue();
      assertThat(System.nanoTime()).as(what).isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  /** What is not served yet does not hold yet. */
  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (IOException e) {
      return false;
    }
  }

  /** Drains the run; its exit code. */
  int drain() throws InterruptedException {
    return submission.drain();
  }

  /** Waits for the end of the run; its exit code. */
  int exitCode() throws InterruptedException {
    return submission.exitCode();
  }

  @Override
  public void close() {
    submission.close();
  }

  private String id() throws IOException, InterruptedException {
    return pages.json(sparkPage + "api/v1/applications").get(0).get("id").textValue();
  }
}
