package io.vectorstream.tools.reconcile;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.PlaceHeaders;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.kafka.TopicSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of a topic there are dead letters of. Only what the dead-letter topic still has
 * counts.
 *
 * <p>A record that was sent to the topic again names the place where it stood first by the same
 * headers as a dead letter does, and its own dead letter then has them all: it is a letter about
 * each of these places. A letter about a record of an earlier topic of the same name is none about
 * the record that stands in its place now.
 */
final class DeadLetterIndex {

  private final TopicReader letters;
  private final String sourceTopic;
  private final TopicSlice range;
  private final RecordSet named = new RecordSet();
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
    return named.contains(RecordPlaces.of(record));
  }

  private void add(List<ConsumerRecord<byte[], byte[]>> chunk) {
    for (ConsumerRecord<byte[], byte[]> letter : chunk) {
      PlaceHeaders.read(letter.headers()).forEach(this::add);
    }
  }

  private void add(DatedPlace dated) {
    RecordPlace place = dated.place();
    if (!sourceTopic.equals(place.topic())) {
      return;
    }
    Long start = range.starts().get(new TopicPartition(sourceTopic, place.partition()));
    if (start == null || place.offset() >= start) {
      named.add(dated);
    }
  }
}
