package io.vectorstream.pipeline;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;

/** Something that vectors depend on, under the name that a collection's metadata has for it. */
enum OriginPart {
  NAME("name", "model", true),
  REVISION("revision", "revision", true),
  POOLING("pooling", "pooling", true),
  NORMALIZED("normalized", "normalization", true),
  DIMENSION("dimension", "dimension", true),
  PRECISION("precision", "precision", true),
  PREFIX("prefix", "prefix", false),
  MAX_LENGTH("max_length", "maximum length", false),
  LOWER_CASE("lower_case", "lower case", false),
  TOKEN_TYPES("token_types", "token types", false),
  TEXT_FIELDS("text_fields", "text fields", false),
  MAPPING("mapping", "mapping", false),
  WORDS("words", "words", false);

  private final String key;
  private final String words;
  private final boolean required;

  OriginPart(String key, String words, boolean required) {
    this.key = key;
    this.words = words;
    this.required = required;
  }

  /** Its name in the metadata. */
  String key() {
    return key;
  }

  /** Its name in a sentence. */
  String words() {
    return words;
  }

  /** Whether every collection that names a model says this, also one of an earlier version. */
  boolean isRequired() {
    return required;
  }

  /** Whether vectors of the one and of the other can stand side by side. */
  boolean fits(Value one, Value other) {
    return one.equals(other)
        || (this == PRECISION
            && ModelIdentity.areClose(one.getStringValue(), other.getStringValue()));
  }

  /** The value as a part of a sentence, such as {@code maximum length 256}. */
  String describe(Value value) {
    if (this == PREFIX) {
      return value.getStringValue().isEmpty()
          ? "no prefix"
          : "prefix \"" + value.getStringValue() + '"';
    }
    return words + ' ' + text(value);
  }

  private static String text(Value value) {
    return switch (value.getKindCase()) {
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      case INTEGER_VALUE -> String.valueOf(value.getIntegerValue());
      default -> value.getStringValue();
    };
  }
}
