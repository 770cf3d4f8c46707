package io.vectorstream.pipeline.kafka;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.LostEnd;
import io.vectorstream.source.OffsetSpan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
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

  SourceConsumer(
      Map<String, Object> settings, FinishedRecords finished, ReadLimit limit, ReadGate gate) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.finished = finished;
    this.limit = limit;
    this.gate = gate;
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
      return pollAndTell(timeout);
    } catch (OffsetOutOfRangeException e) {
      passOverDeleted(e.offsetOutOfRangePartitions());
      return ConsumerRecords.empty();
    }
  }

  private ConsumerRecords<byte[], byte[]> pollAndTell(Duration timeout) {
    Map<TopicPartition, Long> before = new HashMap<>();
    for (TopicPartition partition : assignment()) {
      long position = position(partition);
      if (gate.isOpen() && limit.includes(partition, position)) {
        before.put(partition, position);
      } else {
        pause(List.of(partition));
      }
    }
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    before.forEach(
        (partition, position) ->
            tellEmpty(partition, position, records.records(partition), position(partition)));
    return records;
  }

  private void tellEmpty(
      TopicPartition partition,
      long from,
      List<ConsumerRecord<byte[], byte[]>> records,
      long position) {
    if (position - from == records.size()) {
      return;
    }
    long to = Math.min(position, limit.stopOf(partition));
    long next = from;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tellEmpty(partition, next, Math.min(record.offset(), to));
      next = record.offset() + 1;
    }
    tellEmpty(partition, next, to);
  }

  private void tellEmpty(TopicPartition partition, long from, long to) {
    if (from < to) {
      finished.add(new OffsetSpan(partition, from, to - 1, true));
    }
  }

  /** Goes on where a partition begins, if Kafka has deleted what was to be read next. */
  private void passOverDeleted(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> begins = beginningOffsets(positions.keySet());
    failIfEndsAreLost(positions, begins);
    positions.forEach(
        (partition, position) -> {
          long begin = begins.get(partition);
          LOG.warn(
              "{}: Kafka has deleted {} offsets before they were read",
              partition,
              begin - position);
          tellEmpty(partition, position, Math.min(begin, limit.stopOf(partition)));
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
