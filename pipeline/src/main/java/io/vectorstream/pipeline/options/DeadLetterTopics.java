package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/** Names the topic that keeps the dead letters of a topic. */
public final class DeadLetterTopics implements SerializableFunction<String, String> {

  private static final long serialVersionUID = 1L;

  private static final String SUFFIX = ".dlq";

  private final @Nullable String named;

  private DeadLetterTopics(@Nullable String named) {
    this.named = named;
  }

  /** What the options say: one topic for all, or by default one beside each topic. */
  public static DeadLetterTopics of(KafkaOptions options) {
    return new DeadLetterTopics(options.getDeadLetterTopic());
  }

  @Override
  public String apply(String topic) {
    return named == null ? topic + SUFFIX : named;
  }
}
