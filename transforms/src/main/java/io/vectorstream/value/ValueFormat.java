package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values are wrapped in: words joined by plus signs, in the order in which they are unwrapped.
 * First {@code gzip}, if it is compressed; then {@code json}, {@code registry-json} (JSON behind
 * the five bytes of a schema registry's serializers) or {@code avro} (Avro behind these); then
 * {@code debezium} or {@code cloudevents}, if it is in such an envelope. Without one of the second,
 * {@code json} is meant.
 *
 * @param words in their order
 * @param registry where schemas are known, or null
 */
public record ValueFormat(List<String> words, @Nullable RegistryAddress registry)
    implements Serializable {

  /** One JSON object, in nothing. */
  public static final ValueFormat JSON = new ValueFormat(List.of("json"), null);

  private static final List<List<String>> STAGES =
      List.of(
          List.of("gzip"),
          List.of("json", "registry-json", "avro"),
          List.of("debezium", "cloudevents"));

  /**
   * Reads a format.
   *
   * @param text such as {@code gzip+json}
   * @param registry where schemas are known, or null if nowhere
   * @throws IllegalArgumentException if there is no such format, or it needs a registry
   */
  public static ValueFormat parse(String text, @Nullable RegistryAddress registry) {
    List<String> words = wordsOf(text);
    if (words.contains("avro") && registry == null) {
      throw new IllegalArgumentException(
          text + " needs the address of a schema registry, --schemaRegistry=URL");
    }
    return new ValueFormat(words, registry);
  }

  /**
   * The words of a format, in their order, whether or not it can do without a registry.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public static List<String> wordsOf(String text) {
    List<String> words = Splitter.on('+').splitToList(text);
    int stage = 0;
    for (String word : words) {
      while (stage < STAGES.size() && !STAGES.get(stage).contains(word)) {
        stage++;
      }
      if (stage++ == STAGES.size()) {
        throw new IllegalArgumentException(
            "a format is json, registry-json, avro, debezium or cloudevents, gzip+ in front of it if"
                + " it is compressed, or such as avro+debezium; it is \""
                + text
                + "\"");
      }
    }
    return new ArrayList<>(words);
  }

  /**
   * Checks that the schema registry, if one is asked, takes who asks.
   *
   * @throws java.io.UncheckedIOException if it does not, or does not answer; the message says why
   */
  public void check() {
    if (words.contains("avro")) {
      SchemaRegistry.at(registry).check();
    }
  }

  /**
   * Unwraps a value.
   *
   * @param headers those of its record, of which some envelopes make use
   * @param sentAt when its record was sent, in milliseconds since the epoch, for an envelope that
   *     names no time; negative if unknown
   * @throws UnreadableValueException if it is not of this format; the message says why
   * @throws java.io.UncheckedIOException if the schema registry cannot be asked
   */
  public DecodedValue decode(byte @Nullable [] value, Map<String, byte[]> headers, long sentAt)
      throws UnreadableValueException {
    if (value == null) {
      throw new UnreadableValueException("the record has no value");
    }
    byte[] bytes = words.contains("gzip") ? Gzip.decompress(value) : value;
    return unwrapped(tree(bytes), headers, sentAt).weighing(bytes.length);
  }

  private DecodedValue unwrapped(ObjectNode tree, Map<String, byte[]> headers, long sentAt)
      throws UnreadableValueException {
    if (words.contains("debezium")) {
      return DebeziumEnvelope.unwrap(tree);
    }
    if (words.contains("cloudevents")) {
      return CloudEvent.isBinary(headers)
          ? CloudEvent.ofBinary(tree, headers, sentAt)
          : CloudEvent.ofStructured(tree, sentAt);
    }
    return DecodedValue.of(tree);
  }

  private ObjectNode tree(byte[] bytes) throws UnreadableValueException {
    if (words.contains("avro")) {
      return AvroValue.read(bytes, SchemaRegistry.at(registry));
    }
    return JsonValue.read(
        words.contains("registry-json") ? RegistryFrame.read(bytes).payload() : bytes);
  }

  /** Whether it is one JSON object, in nothing. */
  public boolean isPlain() {
    return words.equals(JSON.words);
  }

  /** Whether headers are looked at. */
  public boolean wantsHeaders() {
    return words.contains("cloudevents");
  }

  /**
   * A record's key as a tree, for those who send keys as they send values.
   *
   * @throws UnreadableValueException if it is none
   */
  public ObjectNode decodeKey(byte[] key) throws UnreadableValueException {
    ObjectNode tree = tree(key);
    return words.contains("debezium") ? DebeziumEnvelope.key(tree) : tree;
  }

  @Override
  public String toString() {
    return String.join("+", words);
  }
}
