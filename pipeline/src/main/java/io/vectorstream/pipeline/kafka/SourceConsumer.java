package io.vectorstream.pipeline.kafka;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.LostEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer that KafkaIO reads with. It tells which of the offsets it passes over have no
 * record: markers of transactions, aborted records, and what compaction or retention has deleted.
 * Only who reads in order can know that. It reads no further than the limit, and not at all once
 * the gate is closed.
 *
 * <p>It needs {@code auto.offset.reset=none}, so that no jump of its position goes unseen.
 */
final class SourceConsumer extends KafkaConsumer<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(SourceConsumer.class);

  private final FinishedRecords finished;
  private final ReadLimit limit;
  private final ReadGate gate;
  private final PassedOffsets passed;

  SourceConsumer(
      Map<String, Object> settings, FinishedRecords finished, ReadLimit limit, ReadGate gate) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.finished = finished;
    this.limit = limit;
    this.gate = gate;
    this.passed = new PassedOffsets(finished, limit);
  }

  /**
   * Like {@link #poll(Duration)}, which KafkaIO does not call.
   *
   * @deprecated as in Kafka
   */
  @Deprecated
  @Override
  public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
    return poll(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      List<TopicPartition> open = new ArrayList<>();
      for (TopicPartition partition : assignment()) {
        OptionalLong position = passed.position(partition);
        if (position.isEmpty()) {
          position = positionWithin(timeout, partition);
          if (position.isEmpty()) {
            return ConsumerRecords.empty();
          }
          passed.begin(partition, position.getAsLong());
        }
        if (gate.isOpen() && limit.includes(partition, position.getAsLong())) {
          open.add(partition);
        } else {
          pause(List.of(partition));
        }
      }
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      pass(open, records);
      return records;
    } catch (OffsetOutOfRangeException e) {
      passOverDeleted(e.offsetOutOfRangePartitions());
      return ConsumerRecords.empty();
    }
  }

  private void pass(List<TopicPartition> partitions, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> outOfRange = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OptionalLong position = OptionalLong.empty();
      try {
        position = positionWithin(Duration.ZERO, partition);
      } catch (OffsetOutOfRangeException e) {
        outOfRange.putAll(e.offsetOutOfRangePartitions());
      }
      passed.pass(partition, records.records(partition), position);
    }
    if (!outOfRange.isEmpty()) {
      passOverDeleted(outOfRange);
    }
  }

  /**
   * What is to be read next. Kafka's client does not say while it finds out whether a new leader of
   * the partition has the same records, which takes as long as that one cannot be reached.
   */
  private OptionalLong positionWithin(Duration timeout, TopicPartition partition) {
    try {
      return OptionalLong.of(position(partition, timeout));
    } catch (TimeoutException e) {
      return OptionalLong.empty();
    }
  }

  /** Goes on where a partition begins, if Kafka has deleted what was to be read next. */
  private void passOverDeleted(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> begins;
    try {
      begins = beginningOffsets(positions.keySet());
    } catch (TimeoutException e) {
      // The next poll finds the same.
      return;
    }
    failIfEndsAreLost(positions, begins);
    positions.forEach(
        (partition, position) -> {
          long begin = begins.get(partition);
          LOG.warn(
              "{}: Kafka has deleted {} offsets before they were read",
              partition,
              begin - position);
          passed.begin(partition, position);
          passed.skip(partition, begin);
          seek(partition, begin);
        });
  }

  private void failIfEndsAreLost(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> begins) {
    List<TopicPartition> lost =
        positions.keySet().stream()
            .filter(partition -> positions.get(partition) >= begins.get(partition))
            .toList();
    // All of them: by the time somebody reads there again, the next may reach as far as before.
    lost.forEach(partition -> finished.add(new LostEnd(partition)));
    if (!lost.isEmpty()) {
      TopicPartition first = lost.get(0);
      throw new IllegalStateException(
          first
              + " has lost records, or its topic is another one: it does not reach to offset "
              + positions.get(first)
              + ", which was to be read next");
    }
  }
}
