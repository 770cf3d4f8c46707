package io.vectorstream.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for properties that a client would stumble over, or would overlook. */
final class PropertiesCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PropertiesCheck.class);

  private PropertiesCheck() {}

  /** Warns of each property that no client knows. */
  static void warnOfUnknown(String file, PropertiesFile properties) {
    for (String name : properties.unknownNames()) {
      LOG.warn(
          "{}: no client of Kafka knows the property {}, the nearest is {}",
          file,
          name,
          NearestName.of(name, ClientKind.knownNames()));
    }
  }

  /**
   * Asks Kafka about each value. What it says is told without the value, which may be secret.
   *
   * @throws KafkaPropertiesException if it does not take one
   */
  static void requireValid(String file, PropertiesFile properties) {
    for (ClientKind client : ClientKind.values()) {
      Map<String, String> its = properties.of(client);
      its.values().removeIf(value -> ConfigTransformer.DEFAULT_PATTERN.matcher(value).find());
      for (ConfigValue checked : client.definition().validate(its)) {
        if (its.containsKey(checked.name()) && !checked.errorMessages().isEmpty()) {
          throw new KafkaPropertiesException(
              "%s in %s has a value that Kafka does not take%s"
                  .formatted(checked.name(), file, reason(checked)));
        }
      }
    }
    requireLogin(file, properties.of(ClientKind.ADMIN).get(SaslConfigs.SASL_JAAS_CONFIG));
  }

  private static String reason(ConfigValue checked) {
    List<String> parts =
        List.of(checked.errorMessages().get(0).split(" for configuration " + checked.name(), 2));
    return parts.size() < 2 ? "" : parts.get(1);
  }

  private static void requireLogin(String file, @Nullable String login) {
    if (login == null || ConfigTransformer.DEFAULT_PATTERN.matcher(login).find()) {
      return;
    }
    try {
      JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
    } catch (IllegalArgumentException | SecurityException e) {
      // Kafka's words may hold a part of the password.
      throw new KafkaPropertiesException(
          SaslConfigs.SASL_JAAS_CONFIG
              + " in "
              + file
              + " has to look like: org.apache.kafka.common.security.scram.ScramLoginModule required"
              + " username=\"me\" password=\"secret\"; (a backslash before each \" and \\ of the"
              + " password)");
    }
  }
}
