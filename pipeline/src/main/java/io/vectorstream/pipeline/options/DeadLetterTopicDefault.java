package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/** Names the dead-letter topic after the topic. */
public final class DeadLetterTopicDefault implements DefaultValueFactory<String> {

  /** For Beam, which makes an instance by itself. */
  public DeadLetterTopicDefault() {}

  @Override
  public String create(PipelineOptions options) {
    return options.as(KafkaOptions.class).getTopic() + ".dlq";
  }
}
