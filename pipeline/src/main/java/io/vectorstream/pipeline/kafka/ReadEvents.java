package io.vectorstream.pipeline.kafka;

import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Instant;

/**
 * Reads a topic's records as bytes, so that whatever they hold gets into the pipeline: parsing is a
 * step of its own.
 */
public final class ReadEvents extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {

  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;
  private final String topic;
  private final String groupId;
  private final StartPosition start;
  private final ReadLimit limit;

  /**
   * Reads a topic that exists.
   *
   * @param limit up to where; {@link ReadLimit#NONE} for without end
   */
  public ReadEvents(
      String bootstrapServers, String topic, String groupId, StartPosition start, ReadLimit limit) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.groupId = groupId;
    this.start = start;
    this.limit = limit;
  }

  @Override
  public PCollection<KafkaRecord<byte[], byte[]>> expand(PBegin begin) {
    KafkaIO.Read<byte[], byte[]> read =
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(bootstrapServers)
            .withTopic(topic)
            .withKeyDeserializer(ByteArrayDeserializer.class)
            .withValueDeserializer(ByteArrayDeserializer.class)
            .withConsumerConfigUpdates(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    groupId,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    start.autoOffsetReset()));
    if (start.time() != null) {
      read = read.withStartReadTime(Instant.ofEpochMilli(start.time().toEpochMilli()));
    }
    PCollection<KafkaRecord<byte[], byte[]>> records = begin.apply("KafkaIO", read);
    if (limit.equals(ReadLimit.NONE)) {
      return records;
    }
    ReadLimit within = limit;
    return records.apply(
        "Limit", Filter.by(record -> within.includes(record.getPartition(), record.getOffset())));
  }
}
