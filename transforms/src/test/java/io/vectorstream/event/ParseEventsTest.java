package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class ParseEventsTest {

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void everyRecordIsAnEventOrADeadLetter() {
    String good = Records.json("e-1", "Çay");
    PCollectionTuple parsed =
        pipeline
            .apply(
                Create.of(record(0, good), record(1, "rubbish"), record(2, null))
                    .withCoder(
                        KafkaRecordCoder.of(
                            NullableCoder.of(ByteArrayCoder.of()),
                            NullableCoder.of(ByteArrayCoder.of()))))
            .apply(ParseEvents.create());

    PAssert.that(parsed.get(ParseEvents.EVENTS))
        .satisfies(
            events -> {
              assertThat(events)
                  .singleElement()
                  .satisfies(
                      event -> {
                        assertThat(event.eventId()).isEqualTo("e-1");
                        assertThat(event.source()).isEqualTo(Records.record(0, good));
                      });
              return null;
            });
    PAssert.that(parsed.get(ParseEvents.DEAD_LETTERS))
        .containsInAnyOrder(
            DeadLetter.of(
                Records.record(1, "rubbish"),
                "parse",
                "not JSON: Unrecognized token 'rubbish': was expecting (JSON String, Nu…"
                    + " (character 7)",
                "com.fasterxml.jackson.core.JsonParseException"),
            DeadLetter.of(
                Records.record(2, null),
                "parse",
                "the record has no value",
                UnreadableEventException.class.getName()));
    pipeline.run();
  }

  @Test
  void tombstonesComeByThemselvesIfTheyAreWanted() {
    KafkaRecord<byte[], byte[]> keyless =
        new KafkaRecord<>(
            "events",
            3,
            2,
            1_700_000_000_000L,
            KafkaTimestampType.CREATE_TIME,
            new RecordHeaders(List.of()),
            null,
            null);
    PCollectionTuple parsed =
        pipeline
            .apply(
                Create.of(record(0, Records.json("e-1", "Çay")), record(1, null), keyless)
                    .withCoder(
                        KafkaRecordCoder.of(
                            NullableCoder.of(ByteArrayCoder.of()),
                            NullableCoder.of(ByteArrayCoder.of()))))
            .apply(ParseEvents.create().withTombstones());

    PAssert.that(parsed.get(ParseEvents.TOMBSTONES)).containsInAnyOrder(Records.record(1, null));
    PAssert.that(parsed.get(ParseEvents.EVENTS))
        .satisfies(
            events -> {
              assertThat(events).extracting(CommerceEvent::eventId).containsExactly("e-1");
              return null;
            });
    PAssert.that(parsed.get(ParseEvents.DEAD_LETTERS))
        .satisfies(
            letters -> {
              assertThat(letters)
                  .extracting(DeadLetter::reason)
                  .containsExactly("the record has no value");
              return null;
            });
    pipeline.run();
  }

  @Test
  void anEventSurvivesItsCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        CommerceEventCoder.of(EventReader.ofJson()), Records.event("e", "Çay"));
  }

  private static KafkaRecord<byte[], byte[]> record(long offset, String value) {
    return new KafkaRecord<>(
        "events",
        3,
        offset,
        1_700_000_000_000L,
        KafkaTimestampType.CREATE_TIME,
        new RecordHeaders(List.of()),
        "key".getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }
}
