package io.vectorstream.pipeline;

import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Says in the user's terms what Beam says of a wrong option in Java's. */
final class OptionMistake {

  private static final Pattern UNKNOWN =
      Pattern.compile("missing a property named '([^']*)'\\.?(.*)", Pattern.DOTALL);

  private static final Pattern WRONG_TYPE =
      Pattern.compile("Cannot deserialize value of type `([^`]*)` from String");

  private static final Pattern EMPTY =
      Pattern.compile("Empty argument value .* but received: (?:class )?(\\S+)");

  private static final Pattern UNKNOWN_RUNNER =
      Pattern.compile("Unknown 'runner' specified '(.*?)'");

  private static final Pattern NO_OPTION = Pattern.compile("^Argument '.*?' (does not|starts)");

  private static final Pattern REPEATED = Pattern.compile("^expected one element but was");

  private OptionMistake() {}

  /**
   * What is wrong, in one sentence.
   *
   * @param mistake what Beam threw
   * @param args what the user gave
   */
  static String describe(IllegalArgumentException mistake, String[] args) {
    // Beam's messages do not say which option they are about: it is the one that fails alone.
    for (List<String> option : byName(args)) {
      Optional<IllegalArgumentException> alone = refusal(option);
      if (alone.isPresent()) {
        return describe(message(alone.get()), option);
      }
    }
    return firstLine(message(mistake));
  }

  /** What is wrong, in one sentence, if an option that wants a text is given without one. */
  static Optional<String> withoutValue(String[] args) {
    // Beam takes it for "true"; what is neither true nor false suits every option that wants a
    // text.
    return Arrays.stream(args)
        .filter(arg -> arg.matches("--\\w+") && refusal(List.of(arg + "=neither")).isEmpty())
        .map(arg -> arg + " is given without a value: " + arg + "=VALUE is wanted")
        .findFirst();
  }

  private static Iterable<List<String>> byName(String[] args) {
    Map<String, List<String>> options =
        Arrays.stream(args)
            .collect(
                Collectors.groupingBy(
                    OptionMistake::name, LinkedHashMap::new, Collectors.toList()));
    return options.values();
  }

  private static String name(String arg) {
    int end = arg.indexOf('=');
    return end < 0 ? arg : arg.substring(0, end);
  }

  private static Optional<IllegalArgumentException> refusal(List<String> args) {
    try {
      PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).as(VectorStreamOptions.class);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e);
    }
  }

  private static String describe(String message, List<String> option) {
    String arg = option.get(0);
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "There is no option --"
          + unknown.group(1)
          + "."
          + unknown.group(2)
          + " The options are listed by --help.";
    }
    if (REPEATED.matcher(message).find()) {
      return name(arg) + " is given more than once: " + String.join(", ", option);
    }
    Matcher wrongType = WRONG_TYPE.matcher(message);
    if (wrongType.find()) {
      String is = arg.contains("=") ? " is not understood: " : " is given without a value: ";
      return arg + is + kind(wrongType.group(1)) + " is wanted";
    }
    Matcher empty = EMPTY.matcher(message);
    if (empty.find()) {
      return name(arg) + " is given without a value: " + kind(empty.group(1)) + " is wanted";
    }
    Matcher runner = UNKNOWN_RUNNER.matcher(message);
    if (runner.find()) {
      return "--runner has to be SparkRunner or DirectRunner, it is \"" + runner.group(1) + "\"";
    }
    if (NO_OPTION.matcher(message).find()) {
      return "\"" + arg + "\" is no option: each is given as --option=value";
    }
    return firstLine(message);
  }

  private static String message(IllegalArgumentException mistake) {
    return mistake.getMessage() == null ? mistake.toString() : mistake.getMessage();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }

  private static String kind(String javaType) {
    return switch (javaType) {
      case "int", "long", "java.lang.Integer", "java.lang.Long" -> "a whole number";
      case "double", "java.lang.Double" -> "a number";
      case "boolean", "java.lang.Boolean" -> "true or false";
      default -> "a value of type " + javaType;
    };
  }
}
