package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

final class OrderOfRecordTest {

  private final OrderOfRecord order = new OrderOfRecord(Map.of("events", 7L));

  @Test
  void aRecordStandsAtItsOffsetInTheTopicOfToday() {
    assertThat(order.apply(record(50)))
        .isEqualTo(new SourceOrder("events", 7, false, 3, 50, 1_000, 0));
    assertThat(new OrderOfRecord(Map.of()).apply(record(50)))
        .as("a topic that is not known has one generation")
        .isEqualTo(new SourceOrder("events", 3, 50, 1_000));
  }

  /** What came behind the original stays, however late the copy is sent. */
  @Test
  void aCopyIsAsOldAsItsOriginal() {
    SourceOrder later = order.apply(record(50));

    assertThat(order.apply(record(60)).isLaterThan(later)).isTrue();
    assertThat(order.apply(copy(60, "3", 40)))
        .as("it may have stood in an earlier topic of this name")
        .isEqualTo(new SourceOrder("events", 7, true, 3, 40, 1_000, 0));
    assertThat(later.isLaterThan(order.apply(copy(60, "3", 40)))).isTrue();
    assertThat(order.apply(copy(60, "2", 40)))
        .as("a place in another partition says nothing")
        .isEqualTo(order.apply(record(60)));
  }

  private static SourceRecord record(long offset) {
    return SourceRecord.of("events", 3, offset, 1_000, List.of(), null, null);
  }

  private static SourceRecord copy(long offset, String partition, long original) {
    return SourceRecord.of(
        "events",
        3,
        offset,
        1_000,
        List.of(
            KV.of("vectorstream.topic", bytes("events")),
            KV.of("vectorstream.partition", bytes(partition)),
            KV.of("vectorstream.offset", bytes(Long.toString(original)))),
        null,
        null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
