package io.vectorstream.qdrant;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    assertThat(of(value(1L << 53)).number()).isEqualTo(0x1p53);
  }

  private static Version of(Value value) {
    return Version.require(Map.of("v", value), "v");
  }
}
