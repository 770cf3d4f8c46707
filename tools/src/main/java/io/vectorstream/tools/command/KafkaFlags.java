package io.vectorstream.tools.command;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.KafkaReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where events are in Kafka, named as the pipeline's. */
public final class KafkaFlags {

  @Option(
      names = {"-b", "--bootstrapServers"},
      paramLabel = "HOST:PORT",
      description = "Kafka's address, or several separated by commas.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafkaProperties",
      paramLabel = "FILE",
      description =
          "A file of properties for Kafka's clients, as for TLS and SASL; they go before the other"
              + " flags.")
  private @Nullable String propertiesFile;

  @Option(
      names = {"-t", "--topic"},
      defaultValue = "ecommerce-events",
      paramLabel = "NAME",
      description = "The topic of the events.")
  private String topic;

  /** Whether an address is given. */
  public boolean areGiven() {
    return bootstrapServers != null;
  }

  /** The topic's name, which is not checked. */
  public String topic() {
    return topic;
  }

  /**
   * Where Kafka is.
   *
   * @throws UserMistakeException if no address is given, or the properties cannot be used
   */
  public KafkaConnection connection() {
    if (bootstrapServers == null) {
      throw new UserMistakeException("--bootstrapServers is needed");
    }
    return KafkaReader.connection(bootstrapServers, propertiesFile);
  }
}
