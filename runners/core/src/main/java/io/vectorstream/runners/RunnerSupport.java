package io.vectorstream.runners;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What one runner needs to run the graph as it is. Implementations are found with {@link
 * java.util.ServiceLoader}, so that neither the graph nor the application names a runner.
 */
public interface RunnerSupport {

  /** The runner's name as given with {@code --runner}, such as {@code DirectRunner}. */
  String runner();

  /**
   * The runner's options and the values they should have unless the user names others, without
   * dashes.
   */
  Map<String, String> defaultOptions();

  /**
   * Begins what the runner can do before there is a graph, and returns at once; by default there is
   * nothing to do. What it begins serves the next {@link #run}, or is given up.
   */
  default void begin(PipelineOptions options) {}

  /** Gives up what was begun, and not needed by a run. */
  default void giveUp() {}

  /**
   * Prepares a graph that is about to run; by default there is nothing to do.
   *
   * @param ownServices the addresses, as host:port, of services in this process that workers need
   * @throws RunnerSetupException if the user has to change something before it can run
   */
  default void prepare(Pipeline pipeline, List<String> ownServices) {}

  /**
   * Runs a graph that was prepared.
   *
   * @throws RunnerSetupException if the user has to change something before it can run
   */
  default PipelineResult run(Pipeline pipeline) {
    return pipeline.run();
  }

  /**
   * What the user has to change, as it has turned out while the pipeline that was prepared last is
   * running: a sentence that begins with the option. By default there is nothing.
   */
  default Optional<String> mistake() {
    return Optional.empty();
  }

  /**
   * Whether this process is another program's that runs the application in it, and takes the return
   * of the application's main method for success and the end of the process for a failure; by
   * default it is the application's own.
   */
  default boolean endsWithReturnOfMain() {
    return false;
  }
}
