package io.vectorstream.embedding.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON file beside a model, or an object within it. Every error names the file. */
final class JsonFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final JsonNode node;

  private JsonFile(Path file, JsonNode node) {
    this.file = file;
    this.node = node;
  }

  /** The content of a file; without any value if there is no such file. */
  static JsonFile read(Path file) {
    if (!Files.exists(file)) {
      return new JsonFile(file, JSON.createObjectNode());
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject() && !root.isArray()) {
        throw new EmbeddingException(file + " has to hold a JSON object or array");
      }
      return new JsonFile(file, root);
    } catch (JsonProcessingException e) {
      throw new EmbeddingException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new EmbeddingException(file + " could not be read: " + e, e);
    }
  }

  /** The objects of an array; none if this is an object. */
  List<JsonFile> elements() {
    List<JsonFile> elements = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> elements.add(new JsonFile(file, element)));
    }
    return elements;
  }

  /** The object for a key; without any value if there is none. */
  JsonFile object(String key) {
    JsonNode value = node.path(key);
    if (!isAbsent(value) && !value.isObject()) {
      throw wrong(key, "an object");
    }
    return new JsonFile(file, value);
  }

  /** The text for a key; null if there is none. */
  @Nullable String text(String key) {
    JsonNode value = node.path(key);
    if (!isAbsent(value) && !value.isTextual()) {
      throw wrong(key, "text");
    }
    return value.textValue();
  }

  /** The flag for a key; null if there is none. */
  @Nullable Boolean flag(String key) {
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "true or false");
    }
    return value.booleanValue();
  }

  /**
   * The number for a key, at least 1; null if there is none. Tokenizers write 10^30 for no limit:
   * what is too large for an int is the largest one.
   */
  @Nullable Integer number(String key) {
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return null;
    }
    double number = value.doubleValue();
    if (!value.isNumber() || number < 1 || number != Math.rint(number)) {
      throw wrong(key, "a whole number of at least 1");
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  /** What to throw when a value is not what is wanted. */
  EmbeddingException wrong(String key, String wanted) {
    return new EmbeddingException(
        key + " in " + file + " has to be " + wanted + ", it is " + node.path(key));
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
