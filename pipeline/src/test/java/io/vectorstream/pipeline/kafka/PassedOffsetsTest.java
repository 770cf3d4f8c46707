package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.OffsetSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PassedOffsetsTest {

  private static final TopicPartition PARTITION = new TopicPartition("events", 0);

  private final FinishedRecords finished = FinishedRecords.ofRun(UUID.randomUUID().toString());
  private final List<OffsetSpan> told = new ArrayList<>();
  private final FinishedRecords.Reception reception = finished.receive(told::add);

  @AfterEach
  void stopListening() {
    reception.close();
  }

  private PassedOffsets from(long position, ReadLimit limit) {
    PassedOffsets passed = new PassedOffsets(finished, limit);
    passed.begin(PARTITION, position);
    return passed;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(
            offset ->
                new ConsumerRecord<>(
                    PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]))
        .toList();
  }

  private static OffsetSpan empty(long first, long last) {
    return new OffsetSpan(PARTITION, first, last, true);
  }

  @Test
  void tellsOfTheOffsetsBetweenRecordsAndBehindThem() {
    PassedOffsets passed = from(3, ReadLimit.NONE);

    passed.pass(PARTITION, records(5, 6, 9), OptionalLong.of(12));
    passed.pass(PARTITION, records(12, 13), OptionalLong.of(14));

    assertThat(told).containsExactly(empty(3, 4), empty(7, 8), empty(10, 11));
    assertThat(passed.position(PARTITION)).hasValue(14);
  }

  @Test
  void tellsOfNothingBehindTheLastRecordUntilThePositionIsKnown() {
    PassedOffsets passed = from(3, ReadLimit.NONE);

    passed.pass(PARTITION, records(5, 6), OptionalLong.empty());
    passed.pass(PARTITION, records(), OptionalLong.empty());
    assertThat(told).containsExactly(empty(3, 4));
    assertThat(passed.position(PARTITION)).hasValue(7);

    passed.pass(PARTITION, records(9), OptionalLong.of(11));
    assertThat(told).containsExactly(empty(3, 4), empty(7, 8), empty(10, 10));
    assertThat(passed.position(PARTITION)).hasValue(11);
  }

  @Test
  void tellsOfNothingBehindTheLimit() {
    PassedOffsets passed = from(3, new ReadLimit(new HashMap<>(Map.of(PARTITION, 8L))));

    passed.pass(PARTITION, records(6, 10), OptionalLong.of(12));
    passed.skip(PARTITION, 20);

    assertThat(told).containsExactly(empty(3, 5), empty(7, 7));
    assertThat(passed.position(PARTITION)).hasValue(20);
  }

  @Test
  void knowsNoPositionOfAPartitionThatHasNotBegun() {
    assertThat(new PassedOffsets(finished, ReadLimit.NONE).position(PARTITION)).isEmpty();
  }
}
