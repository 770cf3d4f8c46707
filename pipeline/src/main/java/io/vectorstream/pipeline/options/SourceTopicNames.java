package io.vectorstream.pipeline.options;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import java.util.HashSet;
import java.util.List;

/** The topics that the option {@code --topic} names. */
public final class SourceTopicNames {

  private SourceTopicNames() {}

  /**
   * Reads the option.
   *
   * @param topics names separated by commas, with or without spaces around them
   * @throws IllegalArgumentException if a name is blank or named twice
   */
  public static List<String> parse(String topics) {
    List<String> names = Splitter.on(',').trimResults().splitToList(topics);
    checkArgument(
        names.stream().noneMatch(String::isBlank),
        "topics are names separated by commas, this is \"%s\"",
        topics);
    checkArgument(
        new HashSet<>(names).size() == names.size(), "a topic is named twice in \"%s\"", topics);
    return names;
  }
}
