package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.CommerceEventCoder;
import io.vectorstream.event.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

final class BatchTest {

  private static final TextFields FIELDS = TextFields.parse(TextFields.DEFAULT);
  private static final Duration SECOND = Duration.standardSeconds(1);

  @Test
  void equalTextsMeetUnderOneKeyInBatchesOfTheSizeAsked() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    List<CommerceEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(Records.event("e-" + i, "product " + i % 6));
    }

    PAssert.that(
            pipeline
                .apply(Create.of(events).withCoder(CommerceEventCoder.of()))
                .apply(Batch.of(4, SECOND, FIELDS).withShards(3)))
        .satisfies(
            batches -> {
              Map<String, Integer> keyOfText = new HashMap<>();
              List<CommerceEvent> seen = new ArrayList<>();
              for (KV<Integer, Iterable<CommerceEvent>> batch : batches) {
                assertThat(batch.getKey()).isBetween(0, 2);
                assertThat(batch.getValue()).hasSizeBetween(1, 4);
                for (CommerceEvent event : batch.getValue()) {
                  seen.add(event);
                  assertThat(keyOfText.merge(FIELDS.textOf(event), batch.getKey(), (a, b) -> a))
                      .isEqualTo(batch.getKey());
                }
              }
              assertThat(seen).hasSize(60);
              assertThat(seen).extracting(CommerceEvent::eventId).doesNotHaveDuplicates();
              return null;
            });
    pipeline.run();
  }

  @Test
  void aBatchIsBoundedByTheBytesOfItsRecordsToo() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    List<CommerceEvent> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(Records.event("e-" + i, "m".repeat(1 << 20)));
    }

    PAssert.that(
            pipeline
                .apply(Create.of(events).withCoder(CommerceEventCoder.of()))
                .apply(Batch.of(100, SECOND, FIELDS).withShards(1)))
        .satisfies(
            batches -> {
              List<String> seen = new ArrayList<>();
              for (KV<Integer, Iterable<CommerceEvent>> batch : batches) {
                assertThat(batch.getValue()).hasSizeBetween(1, 7);
                batch.getValue().forEach(event -> seen.add(event.eventId()));
              }
              assertThat(seen).hasSize(20).doesNotHaveDuplicates();
              return null;
            });
    pipeline.run();
  }

  @Test
  void wantsSensibleNumbers() {
    assertThatThrownBy(() -> Batch.of(0, SECOND, FIELDS))
        .hasMessage("batch size has to be at least 1, it is 0");
    assertThatThrownBy(() -> Batch.of(1, Duration.ZERO, FIELDS))
        .hasMessage("maximum delay has to be above 0, it is PT0S");
    assertThatThrownBy(() -> Batch.of(1, SECOND, FIELDS).withShards(0))
        .hasMessage("shards have to be at least 1, they are 0");
  }
}
