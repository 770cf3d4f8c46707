package io.vectorstream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One run of the application.
 *
 * @param report what it wrote with {@code --report}
 * @param process the process it ran in
 */
record PipelineRun(JsonNode report, ChildJvm process) {

  // In the environment, since a build from before the option would refuse it.
  private static final Map<String, String> WITHOUT_HTTP = Map.of("VECTORSTREAM_NO_HTTP", "true");

  /** Runs to the end, in a process of its own. */
  static PipelineRun of(List<String> jvmFlags, String... options)
      throws IOException, InterruptedException {
    return with(System.getProperty("java.class.path"), jvmFlags, options);
  }

  /** The same with another class path than this process's. */
  private static PipelineRun with(String classPath, List<String> jvmFlags, String... options)
      throws IOException, InterruptedException {
    Path report = Files.createTempFile("vectorstream-benchmark", ".json");
    try {
      String[] arguments = Arrays.copyOf(options, options.length + 1);
      arguments[options.length] = "--report=" + report;
      ChildJvm run =
          ChildJvm.runWith(
              classPath,
              jvmFlags,
              WITHOUT_HTTP,
              "io.vectorstream.pipeline.VectorStream",
              arguments);
      return new PipelineRun(new ObjectMapper().readTree(report.toFile()), run);
    } finally {
      Files.delete(report);
    }
  }

  /**
   * The same, from the start of a topic into a collection of its own, to the end of so many events.
   *
   * @param name that of the collection and of the consumer group
   * @throws IllegalStateException if not all of them are stored then
   */
  static PipelineRun of(
      String classPath,
      List<String> jvmFlags,
      Services services,
      String topic,
      String name,
      int events,
      String... others)
      throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--groupId=" + name,
                "--startFrom=earliest",
                "--demoEvents=0",
                "--maxEvents=" + events));
    options.addAll(List.of(others));
    PipelineRun run =
        with(classPath, jvmFlags, services.options(topic, name, options.toArray(String[]::new)));
    if (run.figure("points_written") != events) {
      throw new IllegalStateException("not every event was stored: " + run.report());
    }
    return run;
  }

  double figure(String name) {
    return report.path(name).asDouble();
  }
}
