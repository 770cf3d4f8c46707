package io.vectorstream.qdrant.write;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.qdrant.point.Payloads;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionTest {

  @Test
  void numbersAndTimesCompareAmongThemselves() {
    assertThat(of(value(3))).isLessThan(of(value(3.5)));
    assertThat(of(value("2026-11-24T10:00:00+01:00")))
        .isLessThan(of(value("2026-11-24T09:00:01Z")));
    assertThat(of(value("2026-11-24T09:00:00.123456789Z")))
        .isEqualByComparingTo(of(value("2026-11-24T10:00:00.1234561+01:00")));
    assertThatThrownBy(() -> of(value(3)).compareTo(of(value("2026-11-24T09:00:01Z"))))
        .hasMessage("a number and a time cannot be compared");
  }

  @Test
  void whatQdrantTakesForEqualIsEqual() {
    assertThat(of(value(-0.0))).isEqualTo(of(value(0.0))).isEqualByComparingTo(of(value(0)));
    assertThat(of(value(7))).isEqualTo(of(value(7.0)));
    assertThat(of(value("2026-11-24T09:00:00.1234561Z")))
        .isEqualTo(of(value("2026-11-24T10:00:00.12345699999+0100")));
    assertThat(of(value("1969-12-31T23:59:59.9999999Z")))
        .isEqualTo(of(value("1969-12-31T23:59:59.999999Z")))
        .isLessThan(of(value("1970-01-01T00:00Z")));
  }

  @Test
  void whatComesBehindAVersionIsOlderThanWhateverIsNewer() {
    assertThat(of(value(3)).behind())
        .isGreaterThan(of(value(3)))
        .isLessThan(of(value(Math.nextUp(3.0))))
        .isEqualByComparingTo(of(value(3.0)).behind());
    assertThat(of(value("2026-11-24T09:00:00Z")).behind())
        .isGreaterThan(of(value("2026-11-24T10:00:00+01:00")))
        .isLessThan(of(value("2026-11-24T09:00:00.000001Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00Z, 2026-01-31T10:00:00Z",
    "2026-01-31T12:30:00.250+0300, 2026-01-31T09:30:00.250Z",
    "2026-01-31T09:30:00.1234567891234Z, 2026-01-31T09:30:00.123456789Z",
    "2026-01-31T12:30:00+03:00, 2026-01-31T12:30:00+03:00"
  })
  void aTimeIsWrittenAsQdrantComparesIt(String text, String written) {
    Map<String, Value> payload = Map.of("v", value(text), "other", value("2026-01-31T10:00Z"));
    Map<String, Value> inner = Map.of("a", value(Map.of("b", value(payload), "v", value(1))));

    assertThat(comparable(payload, "v"))
        .isEqualTo(Map.of("v", value(written), "other", value("2026-01-31T10:00Z")));
    assertThat(comparable(inner, "a.b.v"))
        .isEqualTo(Map.of("a", value(Map.of("b", value(comparable(payload, "v")), "v", value(1)))));
    assertThat(Version.require(inner, "a.b.v"))
        .isEqualTo(Version.require(comparable(inner, "a.b.v"), "a.b.v"));
  }

  @Test
  void liesInAnEncodedPayloadAsInAnyOther() throws Exception {
    ObjectNode json =
        (ObjectNode)
            new ObjectMapper().readTree("{\"a\": {\"v\": \"2026-01-31T10:00Z\"}, \"b\": 1}");
    Map<String, Value> sent = Payloads.fromJson(json);
    Map<String, Value> readable = Map.copyOf(sent);

    assertThat(Version.require(sent, "a.v")).isEqualTo(Version.require(readable, "a.v"));
    assertThat(comparable(sent, "a.v")).isEqualTo(comparable(readable, "a.v"));
    assertThatThrownBy(() -> Version.require(sent, "a"))
        .hasMessage("\"a\" is neither a number nor an ISO-8601 time with an offset");
  }

  private static Map<String, Value> comparable(Map<String, Value> payload, String field) {
    return Version.require(payload, field).comparable(payload, field);
  }

  @Test
  void aNumberIsWrittenAsItIs() {
    Map<String, Value> payload = Map.of("v", value(-0.0));

    assertThat(comparable(payload, "v")).isSameAs(payload);
  }

  @Test
  void dotsLeadIntoObjects() {
    Map<String, Value> payload = Map.of("meta", value(Map.of("offset", value(7))));

    assertThat(Version.require(payload, "meta.offset")).isEqualTo(of(value(7)));
    assertThat(Version.find(payload, "meta.other")).isEmpty();
    assertThat(Version.find(payload, "meta")).isEmpty();
    assertThat(Version.find(Map.of(), "meta.offset")).isEmpty();
  }

  @Test
  void whatIsNoVersionIsRefusedWithTheReason() {
    for (Value nothing : new Value[] {Value.getDefaultInstance(), ValueFactory.nullValue()}) {
      assertThatThrownBy(() -> of(nothing))
          .hasMessage("the payload has no \"v\", which is to tell which version is newer");
    }
    for (Value nonsense : new Value[] {value("yesterday"), value(true), value("2026-11-24")}) {
      assertThatThrownBy(() -> of(nonsense))
          .hasMessage("\"v\" is neither a number nor an ISO-8601 time with an offset");
    }
    assertThatThrownBy(() -> of(value((1L << 53) + 1)))
        .hasMessage("\"v\" is 9007199254740993: Qdrant tells integers beyond 2^53 apart no more");
    assertThatThrownBy(() -> of(value(Long.MIN_VALUE)))
        .hasMessageStartingWith("\"v\" is -9223372036854775808: Qdrant");
    assertThatThrownBy(() -> of(value(18446744073709551616.0)))
        .hasMessageStartingWith("\"v\" is 1.8446744073709552E19: Qdrant");
    assertThat(of(value(1L << 53)).number()).isEqualTo(0x1p53);
    assertThat(of(value(-0x1p53)).number()).isEqualTo(-0x1p53);
  }

  private static Version of(Value value) {
    return Version.require(Map.of("v", value), "v");
  }
}
