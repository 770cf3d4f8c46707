package io.vectorstream.tools.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.deadletter.DeadLetterHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a topic there are dead letters of. Only what the dead-letter topic still has
 * counts.
 *
 * <p>A record that was sent to the topic again names the place where it stood first by the same
 * headers as a dead letter does, and its own dead letter then has them all: it is a letter about
 * each of these places.
 */
final class DeadLetterIndex {

  private final TopicReader letters;
  private final String sourceTopic;
  private final TopicSlice range;
  private final Positions positions = new Positions();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * An index that knows of no letter yet.
   *
   * @param range what is before its starts is not remembered
   */
  DeadLetterIndex(TopicReader letters, String sourceTopic, TopicSlice range) {
    this.letters = letters;
    this.sourceTopic = sourceTopic;
    this.range = range;
  }

  /** The letters that {@link #catchUp} would read now. */
  TopicSlice unread() {
    TopicSlice all =
        letters.range(
            new RangeBound(RangeBound.Kind.EARLIEST, null),
            new RangeBound(RangeBound.Kind.LATEST, null));
    Map<TopicPartition, Long> starts = new HashMap<>(all.starts());
    starts.replaceAll((partition, start) -> Math.max(start, next.getOrDefault(partition, start)));
    return new TopicSlice(starts, all.ends());
  }

  /** Reads what has come since the last time. A topic that does not exist has no letters. */
  void catchUp(LongConsumer progress) throws InterruptedException {
    TopicSlice unread = unread();
    letters.read(unread, this::add, progress);
    next.putAll(unread.ends());
  }

  /** Whether there is a letter about a record. */
  boolean contains(ConsumerRecord<?, ?> record) {
    return positions.contains(record);
  }

  private void add(List<ConsumerRecord<byte[], byte[]>> chunk) {
    for (ConsumerRecord<byte[], byte[]> letter : chunk) {
      String topic = null;
      Long partition = null;
      for (Header header : letter.headers()) {
        switch (header.key()) {
          case DeadLetterHeaders.TOPIC -> topic = text(header);
          case DeadLetterHeaders.PARTITION -> partition = number(header);
          case DeadLetterHeaders.OFFSET -> add(topic, partition, number(header));
          default -> {}
        }
      }
    }
  }

  private void add(@Nullable String topic, @Nullable Long partition, @Nullable Long offset) {
    if (!sourceTopic.equals(topic) || partition == null || offset == null) {
      return;
    }
    Long start = range.starts().get(new TopicPartition(sourceTopic, partition.intValue()));
    if (start == null || offset >= start) {
      positions.add(partition.intValue(), offset);
    }
  }

  private static @Nullable String text(Header header) {
    return header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** Null for what is no number: whoever wrote it, it is no dead letter of a pipeline. */
  private static @Nullable Long number(Header header) {
    String text = text(header);
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }
}
