package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.PlaceHeaders;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.SourceRecord;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Where a record stands among those of the same event. Events of an id overtake each other in
 * batches of their own, and tombstones all of them. A copy of a record, sent to the topic again, is
 * no news behind what came after its original.
 */
final class OrderOfRecord implements SerializableFunction<SourceRecord, SourceOrder> {

  private static final long serialVersionUID = 1L;

  private final Map<String, Long> generations;

  /**
   * An order of the records of topics.
   *
   * @param generations by topic, a number that is greater than that of an earlier topic of its
   *     name: a process remembers its writes for longer than a topic may last
   */
  OrderOfRecord(Map<String, Long> generations) {
    this.generations = generations;
  }

  @Override
  public SourceOrder apply(SourceRecord record) {
    RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
    RecordPlace original =
        new DatedPlace(place, record.timestampMillis())
            .original(PlaceHeaders.read(record.headers()))
            .place();
    return new SourceOrder(
        original.topic(),
        generations.getOrDefault(original.topic(), 0L),
        // The headers do not tell whether it stood in this topic or in an earlier one.
        !original.equals(place),
        original.partition(),
        original.offset(),
        record.timestampMillis(),
        0);
  }
}
