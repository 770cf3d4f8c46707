package io.vectorstream.pipeline.settings;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import io.vectorstream.pipeline.kafka.TopicName;
import java.util.HashSet;
import java.util.List;

/** The topics that the option {@code --topic} names. */
final class SourceTopicNames {

  private SourceTopicNames() {}

  /**
   * Reads the option.
   *
   * @param topics names separated by commas, with or without spaces around them
   * @throws IllegalArgumentException if Kafka does not take a name, or one is named twice
   */
  static List<String> parse(String topics) {
    List<String> names =
        Splitter.on(',').trimResults().splitToStream(topics).map(TopicName::parse).toList();
    checkArgument(
        new HashSet<>(names).size() == names.size(), "a topic is named twice in \"%s\"", topics);
    return names;
  }
}
