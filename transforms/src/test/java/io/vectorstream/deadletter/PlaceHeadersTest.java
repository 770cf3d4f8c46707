package io.vectorstream.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceHeadersTest {

  private static final RecordPlace FIRST = new RecordPlace("events", 2, 40);
  private static final RecordPlace SECOND = new RecordPlace("events", 2, 50);

  @Test
  void allPlacesAreReadInTheirOrder() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1});
    PlaceHeaders.add(headers, new DatedPlace(FIRST, null));
    headers.add("vectorstream.stage", "parse".getBytes(UTF_8));
    PlaceHeaders.add(headers, new DatedPlace(SECOND, 1_700_000_000_123L));
    List<KV<String, byte[]>> asRead = new ArrayList<>();
    headers.forEach(header -> asRead.add(KV.of(header.key(), header.value())));

    assertThat(PlaceHeaders.read(headers)).containsExactly(FIRST, SECOND);
    assertThat(PlaceHeaders.read(asRead)).containsExactly(FIRST, SECOND);
    assertThat(PlaceHeaders.readDated(headers))
        .containsExactly(new DatedPlace(FIRST, null), new DatedPlace(SECOND, 1_700_000_000_123L));
    assertThat(PlaceHeaders.read(List.<Header>of())).isEmpty();
  }

  /** Whoever may send records may write any headers. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.0", "4294967298", "٣", "1234567890123456789", " 1"})
  void whatIsNoPlaceIsPassedOver(String partition) {
    RecordHeaders headers = new RecordHeaders();
    headers
        .add("vectorstream.topic", "events".getBytes(UTF_8))
        .add("vectorstream.partition", partition.getBytes(UTF_8))
        .add("vectorstream.offset", "1".getBytes(UTF_8))
        .add("vectorstream.offset", "2".getBytes(UTF_8))
        .add("vectorstream.topic", null)
        .add("vectorstream.partition", null)
        .add(new RecordHeader("vectorstream.offset", (byte[]) null));
    PlaceHeaders.add(headers, new DatedPlace(FIRST, null));
    headers.add("trace", null).add("vectorstream.timestamp", "17".getBytes(UTF_8));

    assertThat(PlaceHeaders.readDated(headers)).containsExactly(new DatedPlace(FIRST, null));
  }

  @Test
  void aCopyStoodFirstWhereTheFirstOriginalDid() {
    RecordPlace copy = new RecordPlace("events", 2, 60);

    assertThat(copy.original(List.of())).isEqualTo(copy);
    assertThat(copy.original(List.of(FIRST))).isEqualTo(FIRST);
    assertThat(copy.original(List.of(FIRST, SECOND))).isEqualTo(FIRST);
  }

  @Test
  void noRecordIsMadeOlderThanItsOwnPartitionSays() {
    RecordPlace record = new RecordPlace("events", 2, 60);

    assertThat(
            record.original(
                List.of(
                    new RecordPlace("events", 1, 5),
                    new RecordPlace("other", 2, 5),
                    new RecordPlace("events", 2, 60),
                    new RecordPlace("events", 2, 61))))
        .isEqualTo(record);
  }
}
