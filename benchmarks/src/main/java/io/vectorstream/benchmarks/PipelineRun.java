package io.vectorstream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the application.
 *
 * @param report what it wrote with {@code --report}
 * @param residentMegabytes the most memory it held at a time
 */
record PipelineRun(JsonNode report, double residentMegabytes) {

  /** Runs to the end, in a process of its own. */
  static PipelineRun of(List<String> jvmFlags, String... options)
      throws IOException, InterruptedException {
    Path report = Files.createTempFile("vectorstream-benchmark", ".json");
    try {
      String[] arguments = Arrays.copyOf(options, options.length + 1);
      arguments[options.length] = "--report=" + report;
      ChildJvm run = ChildJvm.run(jvmFlags, "io.vectorstream.pipeline.VectorStream", arguments);
      return new PipelineRun(new ObjectMapper().readTree(report.toFile()), run.residentMegabytes());
    } finally {
      Files.delete(report);
    }
  }

  double figure(String name) {
    return report.path(name).asDouble();
  }
}
