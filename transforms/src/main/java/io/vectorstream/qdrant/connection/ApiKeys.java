package io.vectorstream.qdrant.connection;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Reads an API key from where it is kept. */
final class ApiKeys {

  /** What a header's value can hold. */
  private static final CharMatcher SENDABLE = CharMatcher.inRange(' ', '~');

  private ApiKeys() {}

  static String inFile(String file) {
    String content;
    try {
      content = Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new QdrantException("The Qdrant API key cannot be read from the file " + file, e);
    }
    if (content.isBlank()) {
      throw new QdrantException("The Qdrant API key's file " + file + " is empty");
    }
    return checked(content, "The Qdrant API key's file " + file);
  }

  static String inVariable(String name, Map<String, String> environment) {
    String content = environment.get(name);
    if (content == null) {
      throw new QdrantException(
          "The Qdrant API key's environment variable " + name + " is not set");
    }
    if (content.isBlank()) {
      throw new QdrantException("The Qdrant API key's environment variable " + name + " is empty");
    }
    return checked(content, "The Qdrant API key's environment variable " + name);
  }

  private static String checked(String content, String place) {
    String key = content.strip();
    if (!SENDABLE.matchesAllOf(key)) {
      throw new QdrantException(place + " does not hold a single line of ASCII text");
    }
    return key;
  }
}
