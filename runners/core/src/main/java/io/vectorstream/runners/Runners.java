package io.vectorstream.runners;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/** Finds the support of the runner that the user has chosen. */
public final class Runners {

  private static final String RUNNER_OPTION = "--runner=";

  /** They keep nothing, and are asked twice a second. */
  private static final List<RunnerSupport> ALL =
      ServiceLoader.load(RunnerSupport.class, RunnerSupport.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Runners() {}

  /**
   * The arguments, followed by the chosen runner's defaults for what they do not name.
   *
   * @param args the user's arguments, as {@code --option=value}
   * @param defaultRunner the runner's name if the arguments name none
   */
  public static String[] withDefaults(String[] args, String defaultRunner) {
    List<String> complete = new ArrayList<>(Arrays.asList(args));
    Optional<String> named =
        complete.stream().filter(arg -> arg.startsWith(RUNNER_OPTION)).findFirst();
    if (named.isEmpty()) {
      complete.add(RUNNER_OPTION + defaultRunner);
    }
    String runner = named.map(arg -> arg.substring(RUNNER_OPTION.length())).orElse(defaultRunner);
    find(runner)
        .ifPresent(
            support ->
                support.defaultOptions().entrySet().stream()
                    .map(option -> "--" + option.getKey() + "=" + option.getValue())
                    .filter(option -> !isNamed(option, args))
                    .forEach(complete::add));
    return complete.toArray(String[]::new);
  }

  /** Has the runner that options name begin what it can do before there is a graph. */
  public static void begin(PipelineOptions options) {
    supportOf(options).ifPresent(support -> support.begin(options));
  }

  /** Has the runner give up what it has begun, if no graph was run on it. */
  public static void giveUp(PipelineOptions options) {
    supportOf(options).ifPresent(RunnerSupport::giveUp);
  }

  /**
   * Prepares a graph for the runner that its options name.
   *
   * @param ownServices the addresses, as host:port, of services in this process that workers need
   * @throws RunnerSetupException if the user has to change something before it can run
   */
  public static void prepare(Pipeline pipeline, List<String> ownServices) {
    supportOf(pipeline.getOptions()).ifPresent(support -> support.prepare(pipeline, ownServices));
  }

  /**
   * Runs a graph that was prepared.
   *
   * @throws RunnerSetupException if the user has to change something before it can run
   */
  public static PipelineResult run(Pipeline pipeline) {
    Optional<RunnerSupport> support = supportOf(pipeline.getOptions());
    return support.isPresent() ? support.get().run(pipeline) : pipeline.run();
  }

  /** What the user has to change, as it has turned out while the pipeline is running. */
  public static Optional<String> mistake(PipelineOptions options) {
    return supportOf(options).flatMap(RunnerSupport::mistake);
  }

  /**
   * Whether the application succeeds by returning from its main method, as a runner's host asks.
   */
  public static boolean endWithReturnOfMain() {
    return ALL.stream().anyMatch(RunnerSupport::endsWithReturnOfMain);
  }

  private static Optional<RunnerSupport> supportOf(PipelineOptions options) {
    return find(options.getRunner().getSimpleName());
  }

  /** Beam takes a runner's name without "Runner" and with its package too. */
  private static Optional<RunnerSupport> find(String runner) {
    String name = runner.substring(runner.lastIndexOf('.') + 1);
    return ALL.stream()
        .filter(
            support ->
                support.runner().equalsIgnoreCase(name)
                    || support.runner().equalsIgnoreCase(name + "Runner"))
        .findFirst();
  }

  private static boolean isNamed(String option, String[] args) {
    String name = option.substring(0, option.indexOf('=') + 1);
    return Arrays.stream(args).anyMatch(arg -> arg.startsWith(name));
  }
}
