package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A model folder's {@code serving.properties}, DJL's own file of settings: empty if there is none.
 */
final class ServingProperties {

  private static final String FILE = "serving.properties";

  private final Path file;
  private final Properties properties = new Properties();

  private ServingProperties(Path file) {
    this.file = file;
  }

  static ServingProperties read(Path folder) {
    ServingProperties serving = new ServingProperties(folder.resolve(FILE));
    if (Files.exists(serving.file)) {
      try (Reader reader = Files.newBufferedReader(serving.file)) {
        serving.properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new EmbeddingException(serving.file + " could not be read: " + e, e);
      }
    }
    return serving;
  }

  Path file() {
    return file;
  }

  /** The text for a key; null if there is none. */
  @Nullable String text(String key) {
    String value = properties.getProperty(key);
    return value == null ? null : value.strip();
  }

  /** The number for a key, at least 1; null if there is none. */
  @Nullable Integer number(String key) {
    String value = text(key);
    if (value == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number too small.
    }
    throw wrong(key, "a whole number of at least 1");
  }

  /** The flag for a key; null if there is none. */
  @Nullable Boolean flag(String key) {
    String value = text(key);
    if (value == null) {
      return null;
    }
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw wrong(key, "true or false");
    }
    return Boolean.valueOf(value);
  }

  /** What to throw when a value is not what is wanted. */
  EmbeddingException wrong(String key, String wanted) {
    return new EmbeddingException(
        key + " in " + file + " has to be " + wanted + ", it is \"" + text(key) + '"');
  }
}
