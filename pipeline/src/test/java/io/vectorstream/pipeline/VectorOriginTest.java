package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextInput;
import io.vectorstream.event.TextFields;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VectorOriginTest {

  private static final ModelIdentity MODEL =
      new ModelIdentity(
          "mini", "a1", "mean", true, 384, "fp32", new TextInput("passage: ", 256, false, true));
  private static final VectorOrigin ORIGIN =
      VectorOrigin.of(MODEL, TextFields.parse("product.name, product.category"), "none")
          .withWords("english/1/crc");

  private static VectorOrigin with(String key, Value value) {
    Map<String, Value> fields = new HashMap<>(fields());
    fields.put(key, value);
    return VectorOrigin.fromMetadata(ValueFactory.value(fields));
  }

  private static Map<String, Value> fields() {
    return ORIGIN.toMetadata().getStructValue().getFieldsMap();
  }

  @Test
  void isAnObjectThatAPersonUnderstands() {
    assertThat(fields())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("name", ValueFactory.value("mini")),
                Map.entry("revision", ValueFactory.value("a1")),
                Map.entry("pooling", ValueFactory.value("mean")),
                Map.entry("normalized", ValueFactory.value(true)),
                Map.entry("dimension", ValueFactory.value(384)),
                Map.entry("precision", ValueFactory.value("fp32")),
                Map.entry("prefix", ValueFactory.value("passage: ")),
                Map.entry("max_length", ValueFactory.value(256)),
                Map.entry("lower_case", ValueFactory.value(false)),
                Map.entry("token_types", ValueFactory.value(true)),
                Map.entry("text_fields", ValueFactory.value("product.name,product.category")),
                Map.entry("mapping", ValueFactory.value("none")),
                Map.entry("words", ValueFactory.value("english/1/crc"))));
    VectorOrigin read = VectorOrigin.fromMetadata(ORIGIN.toMetadata());
    assertThat(read.toMetadata()).isEqualTo(ORIGIN.toMetadata());
    assertThat(read.differencesFrom(ORIGIN)).isEmpty();
    assertThat(read.unknownOf(ORIGIN)).isEmpty();
  }

  @Test
  void everyPartCounts() {
    Map<OriginPart, Value> others =
        Map.ofEntries(
            Map.entry(OriginPart.NAME, ValueFactory.value("maxi")),
            Map.entry(OriginPart.REVISION, ValueFactory.value("b2")),
            Map.entry(OriginPart.POOLING, ValueFactory.value("cls")),
            Map.entry(OriginPart.NORMALIZED, ValueFactory.value(false)),
            Map.entry(OriginPart.DIMENSION, ValueFactory.value(768)),
            Map.entry(OriginPart.PRECISION, ValueFactory.value("int8")),
            Map.entry(OriginPart.PREFIX, ValueFactory.value("query: ")),
            Map.entry(OriginPart.MAX_LENGTH, ValueFactory.value(128)),
            Map.entry(OriginPart.LOWER_CASE, ValueFactory.value(true)),
            Map.entry(OriginPart.TOKEN_TYPES, ValueFactory.value(false)),
            Map.entry(OriginPart.TEXT_FIELDS, ValueFactory.value("product.category,product.name")),
            Map.entry(OriginPart.MAPPING, ValueFactory.value("0f3a")),
            Map.entry(OriginPart.WORDS, ValueFactory.value("english/2/crc")));
    assertThat(others.keySet()).isEqualTo(EnumSet.allOf(OriginPart.class));
    others.forEach(
        (part, value) -> {
          assertThat(ORIGIN.differencesFrom(with(part.key(), value))).containsExactly(part);
          assertThat(with(part.key(), value).differencesFrom(ORIGIN)).containsExactly(part);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "fp32, fp32, true",
    "fp32, bf16, true",
    "fp32, fp16, true",
    "bf16, fp16, true",
    "int8, int8, true",
    "int8, fp32, false",
    "int8, bf16, false",
    "int8, fp16, false",
    "int4, fp32, false",
  })
  void precisionsGoTogetherIfTheirVectorsDo(String one, String other, boolean together) {
    VectorOrigin first = with("precision", ValueFactory.value(one));
    VectorOrigin second = with("precision", ValueFactory.value(other));

    assertThat(first.differencesFrom(second).isEmpty()).isEqualTo(together);
    assertThat(second.differencesFrom(first).isEmpty()).isEqualTo(together);
  }

  @Test
  void whatAnEarlierVersionDidNotSayFitsEverything() {
    Map<String, Value> fields = new HashMap<>(fields());
    fields.keySet().removeAll(List.of("prefix", "max_length", "lower_case"));
    fields.put("precision", ValueFactory.value("bf16"));
    VectorOrigin earlier = VectorOrigin.fromMetadata(ValueFactory.value(fields));

    assertThat(ORIGIN.differencesFrom(earlier)).isEmpty();
    assertThat(earlier.unknownOf(ORIGIN))
        .containsExactly(OriginPart.PREFIX, OriginPart.MAX_LENGTH, OriginPart.LOWER_CASE);
    assertThat(earlier.completedBy(ORIGIN).toMetadata())
        .isEqualTo(with("precision", ValueFactory.value("bf16")).toMetadata());
  }

  @Test
  void vectorsWithAndWithoutWordsFit() {
    VectorOrigin plain = VectorOrigin.of(MODEL, TextFields.parse("a"), "none");
    VectorOrigin words = plain.withWords("english/1/crc");

    assertThat(plain.differencesFrom(words)).isEmpty();
    assertThat(words.differencesFrom(plain)).isEmpty();
    assertThat(words.unknownOf(plain)).as("nothing is missing for a run without").isEmpty();
    assertThat(plain.unknownOf(words)).containsExactly(OriginPart.WORDS);
    assertThat(plain.completedBy(words).toMetadata()).isEqualTo(words.toMetadata());
    assertThat(words.describe(EnumSet.of(OriginPart.WORDS))).isEqualTo("words english/1/crc");
  }

  @Test
  void whatIsMissingOrChangedOtherwiseFitsNoModel() {
    Map<String, Value> fields = new HashMap<>(fields());
    fields.remove("revision");
    fields.put("pooling", ValueFactory.value(1));
    fields.put("max_length", ValueFactory.value("256"));
    VectorOrigin half = VectorOrigin.fromMetadata(ValueFactory.value(fields));

    assertThat(ORIGIN.differencesFrom(half))
        .containsExactly(OriginPart.REVISION, OriginPart.POOLING, OriginPart.MAX_LENGTH);
    assertThat(ORIGIN.differencesFrom(VectorOrigin.fromMetadata(ValueFactory.value("mini"))))
        .contains(OriginPart.NAME);
  }

  @Test
  void readsAsAPartOfASentence() {
    assertThat(ORIGIN)
        .hasToString(
            "the model mini with revision a1, pooling mean, normalization true, dimension 384,"
                + " precision fp32, prefix \"passage: \", maximum length 256, lower case false,"
                + " token types true, text fields product.name,product.category, mapping none and words english/1/crc");
    assertThat(ORIGIN.describe(EnumSet.of(OriginPart.PREFIX))).isEqualTo("prefix \"passage: \"");
    assertThat(with("prefix", ValueFactory.value("")).describe(EnumSet.of(OriginPart.PREFIX)))
        .isEqualTo("no prefix");
    assertThat(ORIGIN.describe(EnumSet.of(OriginPart.NAME, OriginPart.MAX_LENGTH)))
        .isEqualTo("the model mini with maximum length 256");
    assertThat(ORIGIN.describe(EnumSet.of(OriginPart.NAME))).isEqualTo("the model mini");
  }
}
