package io.vectorstream.pipeline;

import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.runners.Runners;
import java.io.PrintStream;
import java.util.Arrays;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Takes the options off the command line, and says in one sentence what is wrong with it. */
final class CommandLine {

  /** The runner that the embedded default needs for its speed. */
  private static final String DEFAULT_RUNNER = "SparkRunner";

  private CommandLine() {}

  /** Whether nothing but our options' description is asked for. */
  static boolean asksForHelp(String[] args) {
    return Arrays.asList(args).contains("--help");
  }

  /** Whether nothing but an example of a configuration file is asked for. */
  static boolean asksForConfig(String[] args) {
    return Arrays.asList(args).contains("--printConfig");
  }

  static void printHelp(PrintStream out) {
    out.println("Options of VectorStream, given as --option=value:");
    PipelineOptionsFactory.printHelp(out, VectorStreamOptions.class);
    out.println("--printConfig prints them as a file for --config, with their defaults.");
    out.println("The options of Beam and its runners: --help=PipelineOptions,");
    out.println("--help=SparkPipelineOptions, --help=DirectOptions.");
  }

  /**
   * The options that arguments give, complete with the runner's defaults. Their values are looked
   * at where they are read.
   *
   * @throws UserMistakeException if an option is unknown or its value is of another type
   */
  static VectorStreamOptions parse(String[] args) {
    ProcessDefaults.unreadable(args)
        .or(() -> OptionMistake.withoutValue(args))
        .ifPresent(
            mistake -> {
              throw new UserMistakeException(mistake);
            });
    VectorStreamOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(Runners.withDefaults(args, DEFAULT_RUNNER))
              .withValidation()
              .as(VectorStreamOptions.class);
      nameTheApplication(options);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(OptionMistake.describe(e, args), e);
    }
    return options;
  }

  /** Beam would name it after the class that reads the options. */
  private static void nameTheApplication(VectorStreamOptions options) {
    ApplicationNameOptions named = options.as(ApplicationNameOptions.class);
    if (named.getAppName().equals(CommandLine.class.getSimpleName())) {
      named.setAppName("VectorStream");
    }
  }
}
