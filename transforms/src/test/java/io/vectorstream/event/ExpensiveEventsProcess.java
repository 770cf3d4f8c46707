package io.vectorstream.event;

import io.vectorstream.embedding.BatchByText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Reads events whose trees are far larger than they are, and prints how many came in batches and
 * how many records were no event.
 */
final class ExpensiveEventsProcess {

  private static final TextFields FIELDS = TextFields.parse(TextFields.DEFAULT);

  private ExpensiveEventsProcess() {}

  public static void main(String[] args) {
    byte[] value =
        ExpensiveEvents.withLists(Integer.parseInt(args[1])).getBytes(StandardCharsets.UTF_8);
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple parsed =
        pipeline
            .apply(GenerateSequence.from(0).to(Long.parseLong(args[0])))
            .apply(
                MapElements.into(new TypeDescriptor<KafkaRecord<byte[], byte[]>>() {})
                    .via(offset -> record(offset, value)))
            .setCoder(KafkaRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of()))
            .apply(ParseEvents.create());
    parsed
        .get(ParseEvents.EVENTS)
        .apply(
            BatchByText.of(FIELDS)
                .withSize(1_000)
                .withMaxDelay(Duration.ofSeconds(30))
                .withShards(1)
                .withWeigher(event -> event.source().bytes()))
        .apply("Count", ParDo.of(new CountFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    long read = counted(result, ParseEvents.EVENTS_READ);
    System.out.println(
        counted(result, CountFn.BATCHED)
            + " "
            + (read - counted(result, ParseEvents.EVENTS_PARSED)));
  }

  private static long counted(PipelineResult result, MetricName counter) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(counter.getNamespace(), counter.getName()))
            .build();
    long sum = 0;
    for (MetricResult<Long> metric : result.metrics().queryMetrics(filter).getCounters()) {
      sum += metric.getAttempted();
    }
    return sum;
  }

  private static KafkaRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new KafkaRecord<>(
        "events",
        0,
        offset,
        0,
        KafkaTimestampType.CREATE_TIME,
        new RecordHeaders(),
        new byte[0],
        value.clone());
  }

  private static final class CountFn extends DoFn<KV<Integer, Iterable<CommerceEvent>>, Void> {

    private static final long serialVersionUID = 1L;

    static final MetricName BATCHED = MetricName.named(CountFn.class, "batched");

    private final Counter events = Metrics.counter(CountFn.class, BATCHED.getName());

    @ProcessElement
    public void count(@Element KV<Integer, Iterable<CommerceEvent>> batch) {
      for (CommerceEvent event : batch.getValue()) {
        // Asking for a field holds the event's tree, as every stage does that works with it.
        if (!event.eventId().isEmpty()) {
          events.inc();
        }
      }
    }
  }
}
