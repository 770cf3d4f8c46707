package io.vectorstream.pipeline.settings;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.Addresses;
import io.vectorstream.pipeline.options.KafkaOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where events come from. */
public final class KafkaReader {

  private KafkaReader() {}

  /** The connection; nothing if the broker is to run inside this process. */
  static Optional<KafkaConnection> connection(KafkaOptions options) {
    String file = options.getKafkaProperties();
    if (Addresses.isEmbedded(options.getBootstrapServers())) {
      if (file != null) {
        throw new UserMistakeException(
            "--kafkaProperties: the properties are for the brokers that --bootstrapServers names,"
                + " it is embedded");
      }
      return Optional.empty();
    }
    return Optional.of(connection(options.getBootstrapServers(), file));
  }

  /**
   * The connection to brokers.
   *
   * @param file holds properties for Kafka's clients; null if there are none
   * @throws UserMistakeException if the properties cannot be used
   */
  public static KafkaConnection connection(String bootstrapServers, @Nullable String file) {
    KafkaConnection plain = KafkaConnection.of(bootstrapServers);
    if (file == null) {
      return plain;
    }
    // What the workers will read has to make sense here too, where topics are looked for.
    return OptionValues.named(
        "kafkaProperties",
        () -> {
          KafkaConnection connection = plain.withPropertiesFile(file);
          connection.checkProperties();
          return connection;
        });
  }
}
