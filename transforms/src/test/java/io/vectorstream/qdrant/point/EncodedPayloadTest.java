package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodedPayloadTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final String[] TEXTS = {
    "", "a", "Çay 😀\u0000", "ß".repeat(64), "x".repeat(3_000)
  };

  private static final double[] DOUBLES = {0, -0.0, 1.5, -1e300, Double.MIN_VALUE};

  private static final long[] LONGS = {
    0, 1, -1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"\": \"\"}",
        "{\"text\": \"Çay 😀\\u0000\", \"half\": \"\\ud800\", \"yes\": true, \"no\": false,"
            + " \"nothing\": null, \"double\": -0.0, \"huge\": 18446744073709551616}",
        "{\"list\": [], \"of lists\": [[1], [], [2, [3, null]]], \"object\": {\"a\": {\"b\": {}}}}"
      })
  void isTheBytesOfTheMessage(String json) throws Exception {
    assertIsTheMessageOf((ObjectNode) JSON.readTree(json));
  }

  @Test
  void isTheBytesOfTheMessageOfAnyObject() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      assertIsTheMessageOf(randomObject(new Random(seed), 0));
    }
  }

  private static void assertIsTheMessageOf(ObjectNode object) throws Exception {
    Map<String, Value> payload = value(object).getStructValue().getFieldsMap();
    PointStruct message = PointStruct.newBuilder().putAllPayload(payload).build();

    assertIsTheMessage(message, EncodedPayload.of(object));
    assertIsTheMessage(message, EncodedPayload.of(payload));
    Map<String, Value> read = PointStruct.parseFrom(message.toByteString()).getPayloadMap();
    assertIsTheMessage(message, EncodedPayload.of(read));
  }

  private static void assertIsTheMessage(PointStruct message, EncodedPayload encoded)
      throws Exception {
    assertThat(encoded.bytes()).isEqualTo(message.toByteString());
    assertThat(encoded)
        .containsExactlyEntriesOf(PointStruct.parseFrom(message.toByteString()).getPayloadMap());
  }

  /** As Qdrant's client would have it made. */
  private static Value value(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> ValueFactory.value(json.textValue());
      case BOOLEAN -> ValueFactory.value(json.booleanValue());
      case NUMBER ->
          json.isIntegralNumber() && json.canConvertToLong()
              ? ValueFactory.value(json.longValue())
              : ValueFactory.value(json.doubleValue());
      case ARRAY -> ValueFactory.list(list(json));
      case OBJECT -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
        yield ValueFactory.value(fields);
      }
      default -> ValueFactory.nullValue();
    };
  }

  private static List<Value> list(JsonNode json) {
    List<Value> elements = new ArrayList<>();
    json.forEach(element -> elements.add(value(element)));
    return elements;
  }

  @Test
  void cannotBeModified() throws Exception {
    EncodedPayload payload = EncodedPayload.of((ObjectNode) JSON.readTree("{\"a\": 1}"));

    assertThatThrownBy(payload::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(payload).containsExactly(Map.entry("a", ValueFactory.value(1)));
  }

  @Test
  void refusesANumberBeyondDoubles() {
    assertThatThrownBy(() -> EncodedPayload.of((ObjectNode) JSON.readTree("{\"a\": [NaN]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number of the payload is beyond a double's range");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesANumberThatIsNotFinite(double number) {
    Value list = ValueFactory.list(List.of(ValueFactory.value(number)));

    assertThatThrownBy(() -> EncodedPayload.of(Map.of("a", list)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the payload has a number that is " + number);
  }

  @Test
  void leavesAValueOfNoKindToQdrant() throws Exception {
    Map<String, Value> payload = Map.of("a", Value.getDefaultInstance());

    assertIsTheMessage(
        PointStruct.newBuilder().putAllPayload(payload).build(), EncodedPayload.of(payload));
  }

  @Test
  void isNotEncodedAgain() throws Exception {
    Map<String, Value> encoded = EncodedPayload.of((ObjectNode) JSON.readTree("{\"a\": 1}"));

    assertThat(EncodedPayload.of(encoded)).isSameAs(encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "["})
  void nestsAsDeepAsAMessage(String opening) throws Exception {
    assertIsTheMessageOf(nested(opening, Payloads.NESTING_LIMIT));
    ObjectNode deeper = nested(opening, Payloads.NESTING_LIMIT + 1);
    Map<String, Value> payload = value(deeper).getStructValue().getFieldsMap();
    assertThatThrownBy(() -> EncodedPayload.of(deeper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nests deeper than the 31 levels");
    assertThatThrownBy(() -> EncodedPayload.of(payload))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nests deeper than the 31 levels");
  }

  private static ObjectNode nested(String opening, int levels) throws Exception {
    String closing = opening.equals("[") ? "]" : "}";
    return (ObjectNode)
        JSON.readTree("{\"x\": " + opening.repeat(levels) + "1" + closing.repeat(levels) + "}");
  }

  private static ObjectNode randomObject(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(12); i > 0; i--) {
      ArrayNode holder = JsonNodeFactory.instance.arrayNode();
      add(holder, random, depth);
      object.set(i + TEXTS[random.nextInt(TEXTS.length)], holder.get(0));
    }
    return object;
  }

  private static void add(ArrayNode list, Random random, int depth) {
    switch (random.nextInt(depth < 4 ? 7 : 5)) {
      case 0 -> list.add(TEXTS[random.nextInt(TEXTS.length)]);
      case 1 -> list.add(LONGS[random.nextInt(LONGS.length)]);
      case 2 -> list.add(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 3 -> list.add(random.nextBoolean());
      case 4 -> list.addNull();
      case 5 -> list.add(randomObject(random, depth + 1));
      default -> {
        ArrayNode inner = list.addArray();
        for (int i = random.nextInt(5); i > 0; i--) {
          add(inner, random, depth + 1);
        }
      }
    }
  }
}
