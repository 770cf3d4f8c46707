package io.vectorstream.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceHeadersTest {

  private static final DatedPlace FIRST = place("events", 2, 40, null);
  private static final DatedPlace SECOND = place("events", 2, 50, 1_700_000_000_123L);

  private static DatedPlace place(
      String topic, int partition, long offset, @Nullable Long timestamp) {
    return new DatedPlace(new RecordPlace(topic, partition, offset), timestamp);
  }

  @Test
  void allPlacesAreReadInTheirOrder() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1});
    PlaceHeaders.add(headers, FIRST);
    headers.add("vectorstream.stage", "parse".getBytes(UTF_8));
    PlaceHeaders.add(headers, SECOND);
    List<KV<String, byte[]>> asRead = new ArrayList<>();
    headers.forEach(header -> asRead.add(KV.of(header.key(), header.value())));

    assertThat(PlaceHeaders.read(headers)).containsExactly(FIRST, SECOND);
    assertThat(PlaceHeaders.read(asRead)).containsExactly(FIRST, SECOND);
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
    PlaceHeaders.add(headers, FIRST);
    headers.add("trace", null).add("vectorstream.timestamp", "17".getBytes(UTF_8));

    assertThat(PlaceHeaders.read(headers)).containsExactly(FIRST);
  }

  @Test
  void aCopyStoodFirstWhereTheFirstOriginalDid() {
    DatedPlace copy = place("events", 2, 60, 5L);

    assertThat(copy.original(List.of())).isEqualTo(copy);
    assertThat(copy.original(List.of(FIRST))).isEqualTo(FIRST);
    assertThat(copy.original(List.of(FIRST, SECOND))).isEqualTo(FIRST);
  }

  @Test
  void noRecordIsMadeOlderThanItsOwnPartitionSays() {
    DatedPlace record = place("events", 2, 60, 5L);

    assertThat(
            record.original(
                List.of(
                    place("events", 1, 5, 5L),
                    place("other", 2, 5, 5L),
                    place("events", 2, 60, 5L),
                    place("events", 2, 61, 5L))))
        .isEqualTo(record);
  }
}
