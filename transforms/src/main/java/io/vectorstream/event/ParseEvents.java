package io.vectorstream.event;

import static com.google.common.base.Preconditions.checkNotNull;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.metrics.HistogramMetric;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.source.SourceRecordCoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads shop events from Kafka records: one {@link CommerceEvent} for each record that holds one,
 * and a {@link DeadLetter} of stage {@code parse} for each that does not.
 *
 * <pre>{@code
 * PCollectionTuple parsed = records.apply("ParseEvents", ParseEvents.create());
 * PCollection<CommerceEvent> events = parsed.get(ParseEvents.EVENTS);
 * PCollection<DeadLetter> unreadable = parsed.get(ParseEvents.DEAD_LETTERS);
 * }</pre>
 *
 * <p>A tombstone, a record with a key and no value, is unreadable as well, unless there is an
 * output for it: see {@link #withTombstones()}.
 *
 * <p>An event is one JSON object in UTF-8, within the limits of {@link CommerceEvent}. {@code
 * event_id} and {@code timestamp} (ISO-8601 with an offset or {@code Z}) are required; a known
 * field of another type than it should have makes the record unreadable; unknown fields are kept.
 * What has another form is read by a {@linkplain #withReader reader} of its own.
 */
public final class ParseEvents
    extends PTransform<PCollection<KafkaRecord<byte[], byte[]>>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** The events that were read. */
  public static final TupleTag<CommerceEvent> EVENTS = new TupleTag<>("events");

  /** The records that hold no event. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("deadLetters");

  /** The tombstones, with {@link #withTombstones()}; each has a key. */
  public static final TupleTag<SourceRecord> TOMBSTONES = new TupleTag<>("tombstones");

  /** Counts the records that came in. */
  public static final MetricName EVENTS_READ = MetricName.named(ParseEvents.class, "events_read");

  /** Counts the events that were read from them. */
  public static final MetricName EVENTS_PARSED =
      MetricName.named(ParseEvents.class, "events_parsed");

  /** When records came in, in milliseconds since the epoch. */
  public static final MetricName READ_AT = MetricName.named(ParseEvents.class, "read_at_millis");

  /** How long it took to read an event in microseconds, as a {@link HistogramMetric}. */
  public static final MetricName PARSE_LATENCY =
      MetricName.named(ParseEvents.class, "parse_latency_us");

  private final EventReader reader;
  private final boolean tombstones;

  private ParseEvents(EventReader reader, boolean tombstones) {
    this.reader = reader;
    this.tombstones = tombstones;
  }

  /** A transform for which tombstones are unreadable. */
  public static ParseEvents create() {
    return new ParseEvents(EventReader.ofJson(), false);
  }

  /** The same, reading records in another way, which may find several events in one. */
  public ParseEvents withReader(EventReader reader) {
    return new ParseEvents(checkNotNull(reader, "reader"), tombstones);
  }

  /** The same, but with tombstones as an output of their own, {@link #TOMBSTONES}. */
  public ParseEvents withTombstones() {
    return new ParseEvents(reader, true);
  }

  @Override
  public PCollectionTuple expand(PCollection<KafkaRecord<byte[], byte[]>> records) {
    PCollectionTuple parsed =
        records.apply(
            "Parse",
            ParDo.of(new ParseFn(reader, tombstones))
                .withOutputTags(
                    EVENTS,
                    tombstones
                        ? TupleTagList.of(DEAD_LETTERS).and(TOMBSTONES)
                        : TupleTagList.of(DEAD_LETTERS)));
    parsed.get(EVENTS).setCoder(CommerceEventCoder.of(reader));
    parsed.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    if (tombstones) {
      parsed.get(TOMBSTONES).setCoder(SourceRecordCoder.of());
    }
    return parsed;
  }

  private static final class ParseFn extends DoFn<KafkaRecord<byte[], byte[]>, CommerceEvent> {

    private static final long serialVersionUID = 1L;

    private final Counter read = Metrics.counter(ParseEvents.class, EVENTS_READ.getName());
    private final Counter parsed = Metrics.counter(ParseEvents.class, EVENTS_PARSED.getName());

    private final Distribution readAt = Metrics.distribution(ParseEvents.class, READ_AT.getName());
    private final HistogramMetric latency =
        new HistogramMetric(ParseEvents.class, PARSE_LATENCY.getName());
    private final EventReader reader;
    private final boolean tombstones;

    ParseFn(EventReader reader, boolean tombstones) {
      this.reader = reader;
      this.tombstones = tombstones;
    }

    @ProcessElement
    public void parse(@Element KafkaRecord<byte[], byte[]> record, MultiOutputReceiver out) {
      read.inc();
      readAt.update(System.currentTimeMillis());
      SourceRecord source = SourceRecord.of(record);
      if (tombstones && source.isTombstone()) {
        out.get(TOMBSTONES).output(source);
        return;
      }
      try {
        long start = System.nanoTime();
        List<CommerceEvent> events = CommerceEvent.parse(source, reader);
        latency.record(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        if (events.isEmpty()) {
          takeBack(source, out);
        }
        for (CommerceEvent event : events) {
          out.get(EVENTS).output(event);
        }
        parsed.inc(events.size());
      } catch (UnreadableEventException e) {
        Throwable root = e.getCause() == null ? e : e.getCause();
        out.get(DEAD_LETTERS)
            .output(DeadLetter.of(source, "parse", e.getMessage(), root.getClass().getName()));
      }
    }

    private void takeBack(SourceRecord source, MultiOutputReceiver out)
        throws UnreadableEventException {
      if (!tombstones) {
        throw new UnreadableEventException(
            "it says that an event is gone, and tombstones are dead letters");
      }
      out.get(TOMBSTONES).output(source);
    }
  }
}
