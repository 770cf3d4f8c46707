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

/**
 * Reads a topic's records as bytes, so that whatever they hold gets into the pipeline: parsing is a
 * step of its own.
 */
public final class ReadEvents extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {

  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;
  private final String topic;
  private final String groupId;
  private final ReadLimit limit;
  private final ReadGate gate;

  /**
   * Reads a topic that exists, from the offsets of a consumer group on.
   *
   * @param limit up to where; {@link ReadLimit#NONE} for without end
   * @param gate lets records through until it is closed
   */
  public ReadEvents(
      String bootstrapServers, String topic, String groupId, ReadLimit limit, ReadGate gate) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.groupId = groupId;
    this.limit = limit;
    this.gate = gate;
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
                    // A partition that the group has no offset of is new: nothing of it was read.
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest"));
    ReadLimit within = limit;
    ReadGate open = gate;
    return begin
        .apply("KafkaIO", read)
        .apply(
            "Limit",
            Filter.by(
                record ->
                    open.isOpen() && within.includes(record.getPartition(), record.getOffset())));
  }
}
