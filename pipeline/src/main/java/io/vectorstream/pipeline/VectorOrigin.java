package io.vectorstream.pipeline;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.event.TextFields;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where vectors come from: a model, what it is given of a text, what of an event is its text, and
 * how words are made of it, if they are. As metadata it is an object with a field for each {@link
 * OriginPart}.
 *
 * <p>What a collection of an earlier version does not say of itself is unknown, and fits
 * everything.
 */
final class VectorOrigin {

  /** The key under which a collection names the origin of its vectors: {@value}. */
  static final String KEY = "vectorstream.model";

  /** Stands for what a person has taken out or changed: no model is called so, so none fits. */
  private static final Value CHANGED = value("unknown");

  private final Map<OriginPart, Value> parts;

  private VectorOrigin(Map<OriginPart, Value> parts) {
    this.parts = Collections.unmodifiableMap(parts);
  }

  /**
   * The origin of vectors that a model makes of some fields of events.
   *
   * @param mapping what tells the mapping that makes events from others
   */
  static VectorOrigin of(ModelIdentity model, TextFields fields, String mapping) {
    Map<OriginPart, Value> parts = new EnumMap<>(of(model).parts);
    parts.put(OriginPart.TEXT_FIELDS, value(fields.toString()));
    parts.put(OriginPart.MAPPING, value(mapping));
    return new VectorOrigin(parts);
  }

  /**
   * The same, with words beside the vectors.
   *
   * @param identity what tells how they are made
   */
  VectorOrigin withWords(String identity) {
    Map<OriginPart, Value> parts = new EnumMap<>(this.parts);
    parts.put(OriginPart.WORDS, value(identity));
    return new VectorOrigin(parts);
  }

  /** The origin of vectors that a model makes of whatever text. */
  static VectorOrigin of(ModelIdentity model) {
    Map<OriginPart, Value> parts = new EnumMap<>(OriginPart.class);
    parts.put(OriginPart.NAME, value(model.name()));
    parts.put(OriginPart.REVISION, value(model.revision()));
    parts.put(OriginPart.POOLING, value(model.pooling()));
    parts.put(OriginPart.NORMALIZED, value(model.normalized()));
    parts.put(OriginPart.DIMENSION, value(model.dimension()));
    parts.put(OriginPart.PRECISION, value(model.precision()));
    parts.put(OriginPart.PREFIX, value(model.input().prefix()));
    parts.put(OriginPart.MAX_LENGTH, value(model.input().maxLength()));
    parts.put(OriginPart.LOWER_CASE, value(model.input().lowerCase()));
    parts.put(OriginPart.TOKEN_TYPES, value(model.input().tokenTypes()));
    return new VectorOrigin(parts);
  }

  /** Reads what {@link #toMetadata} wrote, or an earlier version. */
  static VectorOrigin fromMetadata(Value metadata) {
    Map<String, Value> fields = metadata.getStructValue().getFieldsMap();
    Map<OriginPart, Value> parts = new EnumMap<>(OriginPart.class);
    for (OriginPart part : OriginPart.values()) {
      Value field = fields.get(part.key());
      if (field != null) {
        parts.put(part, field);
      } else if (part.isRequired()) {
        parts.put(part, CHANGED);
      }
    }
    return new VectorOrigin(parts);
  }

  Value toMetadata() {
    Map<String, Value> fields = new HashMap<>();
    parts.forEach((part, value) -> fields.put(part.key(), value));
    return value(fields);
  }

  /** The parts that are known of both and do not fit; none if vectors can stand side by side. */
  Set<OriginPart> differencesFrom(VectorOrigin other) {
    Set<OriginPart> differences = EnumSet.noneOf(OriginPart.class);
    parts.forEach(
        (part, value) -> {
          if (other.parts.containsKey(part) && !part.fits(value, other.parts.get(part))) {
            differences.add(part);
          }
        });
    return differences;
  }

  /** The parts that another one knows, and this one does not. */
  Set<OriginPart> unknownOf(VectorOrigin other) {
    Set<OriginPart> unknown = EnumSet.noneOf(OriginPart.class);
    unknown.addAll(other.parts.keySet());
    unknown.removeAll(parts.keySet());
    return unknown;
  }

  /** This, and of the other what is not known here. */
  VectorOrigin completedBy(VectorOrigin other) {
    Map<OriginPart, Value> both = new EnumMap<>(other.parts);
    both.putAll(parts);
    return new VectorOrigin(both);
  }

  /** Some of the parts for a sentence, such as {@code the model mini with prefix "passage: "}. */
  String describe(Set<OriginPart> some) {
    List<String> words =
        parts.keySet().stream()
            .filter(part -> some.contains(part) && part != OriginPart.NAME)
            .map(part -> part.describe(parts.get(part)))
            .toList();
    if (!some.contains(OriginPart.NAME)) {
      return list(words);
    }
    String name = "the " + OriginPart.NAME.describe(parts.get(OriginPart.NAME));
    return words.isEmpty() ? name : name + " with " + list(words);
  }

  /** Items for a sentence. */
  static String list(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : items.stream().limit(last).collect(Collectors.joining(", ")) + " and " + items.get(last);
  }

  /** All of it, on one line for a person. */
  @Override
  public String toString() {
    return describe(EnumSet.allOf(OriginPart.class));
  }
}
