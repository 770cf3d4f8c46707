package io.vectorstream.kafka;

/**
 * The properties that Kafka's clients are to be given cannot be used. The message says why in one
 * sentence, and holds no property's value.
 */
public final class KafkaPropertiesException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  KafkaPropertiesException(String message) {
    super(message);
  }

  KafkaPropertiesException(String message, Throwable cause) {
    super(message, cause);
  }
}
