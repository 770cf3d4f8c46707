package io.vectorstream.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A file of properties for Kafka's clients, as it is when it is read. */
final class PropertiesFile {

  private final Map<String, String> properties;

  private PropertiesFile(Map<String, String> properties) {
    this.properties = properties;
  }

  /**
   * Reads a file, and what its values refer to.
   *
   * @throws KafkaPropertiesException if it cannot be read, or sets what it may not set
   */
  static PropertiesFile read(String file) {
    return read(file, System.getenv());
  }

  static PropertiesFile read(String file, Map<String, String> environment) {
    Map<String, String> written = load(file);
    PropertyReferences references = new PropertyReferences(file, written, environment);
    Map<String, String> properties = new TreeMap<>();
    written.forEach(
        (name, value) -> {
          String resolved = references.resolve(name, value);
          ReservedProperties.refusal(name, resolved)
              .ifPresent(
                  reason -> {
                    throw new KafkaPropertiesException(
                        "%s cannot be set in %s: %s".formatted(name, file, reason));
                  });
          properties.put(name, resolved);
        });
    return new PropertiesFile(properties);
  }

  private static Map<String, String> load(String file) {
    Properties loaded = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      loaded.load(reader);
    } catch (NoSuchFileException e) {
      throw new KafkaPropertiesException("There is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new KafkaPropertiesException(
          "The file " + file + " does not hold properties: it is not UTF-8 text", e);
    } catch (IOException | InvalidPathException e) {
      throw new KafkaPropertiesException("The file " + file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new KafkaPropertiesException(
          "The file " + file + " does not hold properties: " + e.getMessage(), e);
    }
    Map<String, String> properties = new TreeMap<>();
    loaded.stringPropertyNames().forEach(name -> properties.put(name, loaded.getProperty(name)));
    return properties;
  }

  /** The properties that a client is given. */
  Map<String, String> of(ClientKind client) {
    Map<String, String> its = new HashMap<>(properties);
    its.keySet().removeIf(name -> !client.takes(name));
    return its;
  }

  /** The names of the properties that none of Kafka's clients knows. */
  List<String> unknownNames() {
    return properties.keySet().stream().filter(name -> !ClientKind.isKnown(name)).toList();
  }
}
