package io.vectorstream.pipeline.kafka;

import java.util.regex.Pattern;

/** What may be the name of a topic. */
public final class TopicName {

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private TopicName() {}

  /**
   * A name that Kafka takes.
   *
   * @throws IllegalArgumentException if it does not
   */
  public static String parse(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a topic's name has 1 to 249 ASCII letters, digits, dots, underscores and hyphens, it"
              + " is \""
              + name
              + "\"");
    }
    return name;
  }
}
