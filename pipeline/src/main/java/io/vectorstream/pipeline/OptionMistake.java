package io.vectorstream.pipeline;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the user's terms what Beam says of a wrong option in Java's. */
final class OptionMistake {

  private static final Pattern UNKNOWN =
      Pattern.compile("missing a property named '([^']*)'\\.?(.*)", Pattern.DOTALL);

  private static final Pattern WRONG_TYPE =
      Pattern.compile("Cannot deserialize value of type `([^`]*)` from String \"([^\"]*)\"");

  private static final Pattern UNKNOWN_RUNNER =
      Pattern.compile("Unknown 'runner' specified '(.*?)'");

  private OptionMistake() {}

  /**
   * What is wrong, in one sentence.
   *
   * @param mistake what Beam threw
   * @param args what the user gave
   */
  static String describe(IllegalArgumentException mistake, String[] args) {
    String message = mistake.getMessage() == null ? mistake.toString() : mistake.getMessage();
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "There is no option --"
          + unknown.group(1)
          + "."
          + unknown.group(2)
          + " The options are listed by --help.";
    }
    Matcher wrongType = WRONG_TYPE.matcher(message);
    if (wrongType.find()) {
      String value = wrongType.group(2);
      String option =
          Arrays.stream(args).filter(arg -> arg.endsWith("=" + value)).findFirst().orElse(value);
      return option + " is not understood: " + kind(wrongType.group(1)) + " is wanted";
    }
    Matcher runner = UNKNOWN_RUNNER.matcher(message);
    if (runner.find()) {
      return "--runner has to be SparkRunner or DirectRunner, it is \"" + runner.group(1) + "\"";
    }
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
