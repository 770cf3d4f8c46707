package io.vectorstream.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the user's terms what Beam says of a wrong option in Java's. */
final class OptionMistake {

  private static final Pattern UNKNOWN =
      Pattern.compile("missing a property named '([^']*)'\\.?(.*)", Pattern.DOTALL);

  private OptionMistake() {}

  static String describe(IllegalArgumentException mistake) {
    String message = mistake.getMessage() == null ? mistake.toString() : mistake.getMessage();
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "There is no option --"
          + unknown.group(1)
          + "."
          + unknown.group(2)
          + " The options are listed by --help.";
    }
    return message.lines().findFirst().orElse(message);
  }
}
