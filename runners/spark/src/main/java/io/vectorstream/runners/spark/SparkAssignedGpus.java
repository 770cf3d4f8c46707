package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.embedding.AssignedGpus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The graphics cards that Spark has assigned: those of the executor ({@code
 * spark.executor.resource.gpu.*}), or, where {@link ExecutorGpus} is not installed, those of the
 * task that asks ({@code spark.task.resource.gpu.*}). Spark's local mode assigns none.
 */
@AutoService(AssignedGpus.class)
public final class SparkAssignedGpus implements AssignedGpus {

  private static final String GPU = "gpu";

  /** For {@link java.util.ServiceLoader}. */
  public SparkAssignedGpus() {}

  @Override
  public Optional<List<String>> addresses() {
    return ExecutorGpus.addresses()
        .or(
            () ->
                Optional.ofNullable(TaskContext.get()).flatMap(task -> gpus(task.resourcesJMap())));
  }

  /** The addresses of the resource that Spark's documentation and scripts call {@code gpu}. */
  static Optional<List<String>> gpus(Map<String, ResourceInformation> resources) {
    return Optional.ofNullable(resources.get(GPU)).map(gpu -> List.of(gpu.addresses()));
  }
}
