package io.vectorstream.pipeline.settings;

import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/** Names the topic that keeps the dead letters of a topic. */
public final class DeadLetterTopics implements SerializableFunction<String, String> {

  private static final long serialVersionUID = 1L;

  private static final String SUFFIX = ".dlq";

  /** A topic of its own for each topic, beside it. */
  public static final DeadLetterTopics BESIDE_EACH = new DeadLetterTopics(null);

  private final @Nullable String named;

  private DeadLetterTopics(@Nullable String named) {
    this.named = named;
  }

  /** One topic for all. */
  public static DeadLetterTopics named(String topic) {
    return new DeadLetterTopics(topic);
  }

  @Override
  public String apply(String topic) {
    return named == null ? topic + SUFFIX : named;
  }
}
