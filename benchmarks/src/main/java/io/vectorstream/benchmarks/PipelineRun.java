package io.vectorstream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  static PipelineRun with(String classPath, List<String> jvmFlags, String... options)
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

  double figure(String name) {
    return report.path(name).asDouble();
  }
}
