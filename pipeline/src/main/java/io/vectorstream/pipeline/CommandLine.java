package io.vectorstream.pipeline;

import io.vectorstream.embedding.TextFields;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Pooling;
import io.vectorstream.embedding.model.Precision;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.kafka.TopicName;
import io.vectorstream.pipeline.options.DeadLetterTopics;
import io.vectorstream.pipeline.options.SourceTopicNames;
import io.vectorstream.pipeline.options.Tombstones;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.runners.Runners;
import io.vectorstream.tools.generator.GeneratorConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Reads the options, and says in one sentence what is wrong with them. */
final class CommandLine {

  /** The runner that the embedded default needs for its speed. */
  private static final String DEFAULT_RUNNER = "SparkRunner";

  private CommandLine() {}

  /** Whether nothing but our options' description is asked for. */
  static boolean asksForHelp(String[] args) {
    return Arrays.asList(args).contains("--help");
  }

  static void printHelp(PrintStream out) {
    out.println("Options of VectorStream, given as --option=value:");
    PipelineOptionsFactory.printHelp(out, VectorStreamOptions.class);
    out.println("The options of Beam and its runners: --help=PipelineOptions,");
    out.println("--help=SparkPipelineOptions, --help=DirectOptions.");
  }

  /**
   * The options that arguments give, complete with the runner's defaults.
   *
   * @throws UserMistakeException if an option is unknown or its value makes no sense
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
      check(options);
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

  private static void check(VectorStreamOptions options) {
    atLeast("batchSize", 1, options.getBatchSize());
    atLeast("maxBatchDelay", 1, options.getMaxBatchDelay());
    atLeast("maxEvents", 0, options.getMaxEvents());
    atLeast("drainTimeout", 0, options.getDrainTimeout());
    atLeast("demoEvents", 0, options.getDemoEvents());
    atLeast("demoProducts", 1, options.getDemoProducts());
    if (options.getDemoProducts() > GeneratorConfig.PRODUCTS_MAX) {
      throw new UserMistakeException(
          "--demoProducts has to be at most "
              + GeneratorConfig.PRODUCTS_MAX
              + ", it is "
              + options.getDemoProducts());
    }
    checkTopics(options);
    notBlank("groupId", options.getGroupId());
    notBlank("collection", options.getCollection());
    notBlank("model", options.getModel());
    named("precision", () -> Precision.parse(options.getPrecision()));
    atLeast("cacheMegabytes", 0, options.getCacheMegabytes());
    named("device", () -> ModelSpec.of(options.getModel()).withDevice(options.getDevice()));
    if (options.getMaxLength() != null) {
      atLeast("maxLength", ModelSpec.MAX_LENGTH_LEAST, options.getMaxLength());
    }
    if (options.getPooling() != null) {
      named("pooling", () -> Pooling.parse(options.getPooling()));
    }
    StartPosition.parse(options.getStartFrom());
    named("textFields", () -> TextFields.parse(options.getTextFields()));
    named("tombstones", () -> Tombstones.parse(options.getTombstones()));
    if (options.getVersionField() != null) {
      named("versionField", () -> QdrantIO.write().withVersion(options.getVersionField()));
    }
    place("report", options.getReport());
    place("dataDir", options.getDataDir());
    ConnectionOfOptions.check(options);
    CollectionOfOptions.check(options);
  }

  private static void checkTopics(VectorStreamOptions options) {
    notBlank("topic", options.getTopic());
    List<String> topics = named("topic", () -> SourceTopicNames.parse(options.getTopic()));
    String own = options.getDeadLetterTopic();
    if (own != null) {
      notBlank("deadLetterTopic", own);
      named("deadLetterTopic", () -> TopicName.parse(own));
    }
    for (String topic : topics) {
      if (topics.contains(DeadLetterTopics.of(options).apply(topic))) {
        throw new UserMistakeException(
            "--deadLetterTopic: dead letters of "
                + topic
                + " would go to "
                + DeadLetterTopics.of(options).apply(topic)
                + ", which is read itself: choose another topic for them");
      }
    }
  }

  /** Refuses a number that is too small. */
  static void atLeast(String option, long least, long value) {
    if (value < least) {
      throw new UserMistakeException(
          "--" + option + " has to be at least " + least + ", it is " + value);
    }
  }

  private static void notBlank(String option, String value) {
    if (value.isBlank()) {
      throw new UserMistakeException("--" + option + " has to be a name, it is blank");
    }
  }

  /** Refuses what cannot name a file or a folder on this machine. */
  private static void place(String option, @Nullable String path) {
    if (path != null) {
      notBlank(option, path);
      named(option, () -> Path.of(path));
    }
  }

  /** What a setting makes of an option's value, or the option's name and what is wrong with it. */
  static <T> T named(String option, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--" + option + ": " + e.getMessage(), e);
    }
  }
}
