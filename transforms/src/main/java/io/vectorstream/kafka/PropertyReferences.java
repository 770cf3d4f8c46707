package io.vectorstream.kafka;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Replaces what a property's value refers to: {@code ${env:NAME}}, {@code ${directory:/path:file}}
 * and {@code ${file:/path.properties:key}}, as Kafka's own {@code config.providers} write it.
 * References to providers that the file itself names are left to Kafka's client.
 */
final class PropertyReferences {

  private final String file;
  private final Map<String, ConfigProvider> providers = new HashMap<>();
  private final Iterable<String> ofTheFile;

  PropertyReferences(String file, Map<String, String> properties, Map<String, String> environment) {
    this.file = file;
    ofTheFile =
        Splitter.on(',')
            .trimResults()
            .split(properties.getOrDefault(AbstractConfig.CONFIG_PROVIDERS_CONFIG, ""));
    providers.put("env", new EnvVarConfigProvider(environment));
    providers.put("directory", new FileDirectory());
    providers.put("file", new FileConfigProvider());
    providers.values().forEach(provider -> provider.configure(Map.of()));
    ofTheFile.forEach(providers::remove);
  }

  /**
   * A property's value with everything that it refers to.
   *
   * @throws KafkaPropertiesException if something is not there
   */
  String resolve(String name, String value) {
    StringBuilder resolved = new StringBuilder();
    Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(value);
    while (reference.find()) {
      reference.appendReplacement(
          resolved, Matcher.quoteReplacement(lookUp(name, reference.group(1), reference.group())));
    }
    return reference.appendTail(resolved).toString();
  }

  private String lookUp(String name, String provider, String reference) {
    for (String own : ofTheFile) {
      if (own.equals(provider)) {
        return reference;
      }
    }
    String found;
    try {
      found =
          new ConfigTransformer(providers)
              .transform(Map.of(name, reference))
              .data()
              .getOrDefault(name, reference);
    } catch (ConfigException e) {
      throw new KafkaPropertiesException(sentence(name, reference, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new KafkaPropertiesException(
          sentence(name, reference, "that file does not hold properties"), e);
    }
    if (found.equals(reference)) {
      throw new KafkaPropertiesException(sentence(name, reference, reason(provider)));
    }
    if (found.isBlank()) {
      throw new KafkaPropertiesException(sentence(name, reference, "it is blank"));
    }
    return found;
  }

  private static String reason(String provider) {
    return switch (provider) {
      case "env" -> "there is no such environment variable";
      case "directory" -> "there is no such file";
      case "file" -> "there is no such property in that file";
      default -> "a reference begins with env:, directory: or file:, or config.providers names it";
    };
  }

  private String sentence(String name, String reference, String reason) {
    return "%s in %s refers to %s: %s".formatted(name, file, reference, reason);
  }
}
