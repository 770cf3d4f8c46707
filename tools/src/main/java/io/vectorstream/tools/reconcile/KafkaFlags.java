package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.KafkaReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the records are, named as the pipeline's. */
final class KafkaFlags {

  @Option(
      names = "--bootstrapServers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka's address, or several separated by commas.")
  private String bootstrapServers;

  @Option(
      names = "--kafkaProperties",
      paramLabel = "FILE",
      description = "A file of properties for Kafka's clients, as for TLS and SASL.")
  private @Nullable String propertiesFile;

  @Option(
      names = "--topic",
      defaultValue = "ecommerce-events",
      paramLabel = "NAME",
      description = "The topic that events are read from. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--deadLetterTopic",
      paramLabel = "NAME",
      description = "The topic of its dead letters. Default: the topic's name and .dlq.")
  private @Nullable String deadLetterTopic;

  @Option(
      names = "--groupId",
      defaultValue = "vectorstream",
      paramLabel = "NAME",
      description = "The consumer group that --to=committed is about. Default: ${DEFAULT-VALUE}.")
  private String groupId;

  /**
   * Where Kafka is.
   *
   * @throws UserMistakeException if the properties cannot be used
   */
  KafkaConnection connection() {
    return KafkaReader.connection(bootstrapServers, propertiesFile);
  }

  /**
   * Opens the topic, and the caller closes it.
   *
   * @throws UserMistakeException if there is no such topic, or no Kafka
   */
  TopicReader openTopic() {
    return open(topic, "--topic");
  }

  /**
   * Opens the dead-letter topic, and the caller closes it. One that is not named may be missing, as
   * it is before the first run.
   *
   * @throws UserMistakeException if it is named and there is no such topic, or if there is no Kafka
   */
  TopicReader openDeadLetterTopic() {
    return deadLetterTopic == null
        ? new TopicReader(connection(), topic + ".dlq", groupId)
        : open(deadLetterTopic, "--deadLetterTopic");
  }

  private TopicReader open(String name, String flag) {
    TopicReader reader = new TopicReader(connection(), name, groupId);
    try {
      if (reader.partitions().isEmpty()) {
        throw new UserMistakeException(
            "%s: there is no topic %s at %s".formatted(flag, name, bootstrapServers));
      }
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }
}
