package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void keepsEveryKindOfValue() throws Exception {
    Map<String, Value> payload =
        Payloads.fromJson(
            object(
                """
                {"text": "Çay 😀\\u0000", "integer": 9007199254740993, "double": 2.0, "yes": true,
                 "nothing": null, "list": [1, "a"], "object": {"": -1}, "a.b": 5,
                 "huge": 18446744073709551616}"""));

    assertThat(payload)
        .containsExactly(
            Map.entry("text", ValueFactory.value("Çay 😀\u0000")),
            Map.entry("integer", ValueFactory.value(9007199254740993L)),
            Map.entry("double", ValueFactory.value(2.0)),
            Map.entry("yes", ValueFactory.value(true)),
            Map.entry("nothing", ValueFactory.nullValue()),
            Map.entry(
                "list", ValueFactory.list(List.of(ValueFactory.value(1), ValueFactory.value("a")))),
            Map.entry("object", ValueFactory.value(Map.of("", ValueFactory.value(-1)))),
            Map.entry("a.b", ValueFactory.value(5)),
            Map.entry("huge", ValueFactory.value(18446744073709551616.0)));
  }

  @Test
  void takesAnotherValueOfAField() throws Exception {
    Map<String, Value> payload = Payloads.fromJson(object("{\"a\": 1, \"b\": {\"c\": \"d\"}}"));

    assertThat(Payloads.with(payload, "a", ValueFactory.value("Çay")))
        .containsExactly(
            Map.entry("a", ValueFactory.value("Çay")), Map.entry("b", payload.get("b")));
    assertThat(payload).containsEntry("a", ValueFactory.value(1)).doesNotContainKey("c");
  }

  @Test
  void refusesANumberBeyondDoubles() {
    assertThatThrownBy(() -> Payloads.fromJson(object("{\"a\": [1e999]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number of the payload is beyond a double's range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "["})
  void nestsAsDeepAsClientsCanRead(String opening) throws Exception {
    String json = "{\"x\": " + nested(opening, Payloads.NESTING_LIMIT) + "}";

    UpsertPoints upsert =
        UpsertPoints.newBuilder()
            .addPoints(PointStruct.newBuilder().putAllPayload(Payloads.fromJson(object(json))))
            .build();

    assertThat(UpsertPoints.parseFrom(upsert.toByteArray())).isEqualTo(upsert);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "["})
  void refusesWhatNestsDeeper(String opening) {
    String json = "{\"x\": " + nested(opening, Payloads.NESTING_LIMIT + 1) + "}";

    assertThatThrownBy(() -> Payloads.fromJson(object(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nests deeper than the 31 levels");
  }

  private static String nested(String opening, int levels) {
    String closing = opening.equals("[") ? "]" : "}";
    return opening.repeat(levels) + "1" + closing.repeat(levels);
  }

  private static ObjectNode object(String json) throws Exception {
    return (ObjectNode) JSON.readTree(json);
  }
}
