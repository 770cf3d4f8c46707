package io.vectorstream.kafka;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Kafka's clients, and the properties that each of them knows. */
enum ClientKind {
  ADMIN(AdminClientConfig.configDef()),
  CONSUMER(ConsumerConfig.configDef()),
  PRODUCER(ProducerConfig.configDef());

  private static final Set<String> KNOWN =
      Arrays.stream(values())
          .flatMap(kind -> kind.definition.names().stream())
          .collect(Collectors.toSet());

  private final ConfigDef definition;

  ClientKind(ConfigDef definition) {
    this.definition = definition;
  }

  /** What the client knows of its properties. */
  ConfigDef definition() {
    return definition;
  }

  /** Every property that one of the clients knows. */
  static Set<String> knownNames() {
    return KNOWN;
  }

  /** Whether a property is one of some client, or tells clients where to look values up. */
  static boolean isKnown(String name) {
    return KNOWN.contains(name) || name.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
  }

  /**
   * Whether this client is to be given a property: one that it knows, or that only a class given to
   * it can know.
   */
  boolean takes(String name) {
    return definition.names().contains(name) || !KNOWN.contains(name);
  }
}
