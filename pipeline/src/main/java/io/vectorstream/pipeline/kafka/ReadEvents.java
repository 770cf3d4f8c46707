package io.vectorstream.pipeline.kafka;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.source.FinishedRecords;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics' records as bytes, so that whatever they hold gets into the pipeline: parsing is a
 * step of its own. Of transactions only the committed ones are read. What has been fetched when the
 * range ends is among them: see {@link WithinRange}.
 */
public final class ReadEvents extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {

  private static final long serialVersionUID = 1L;

  private static final int BACKLOG_TIMEOUT_MILLIS = 1_000;

  private final KafkaConnection kafka;
  private final String groupId;
  private final List<TopicPartition> partitions;
  private final ReadLimit limit;
  private final ReadGate gate;
  private final FinishedRecords finished;

  /**
   * Reads a range from the offsets on that the consumer group has committed.
   *
   * @param gate lets records through until it is closed
   * @param finished is told of offsets that have no record
   */
  public ReadEvents(
      KafkaConnection kafka,
      String groupId,
      ReadRange range,
      ReadGate gate,
      FinishedRecords finished) {
    this.kafka = kafka;
    this.groupId = groupId;
    this.partitions = List.copyOf(range.starts().keySet());
    this.limit = range.limit();
    this.gate = gate;
    this.finished = finished;
  }

  @Override
  public PCollection<KafkaRecord<byte[], byte[]>> expand(PBegin begin) {
    KafkaConnection from = kafka;
    ReadLimit within = limit;
    ReadGate open = gate;
    FinishedRecords told = finished;
    KafkaIO.Read<byte[], byte[]> read =
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(kafka.bootstrapServers())
            .withTopicPartitions(partitions)
            // A topic that is deleted is for the run to notice, not for each micro-batch.
            .withTopicVerificationLogging(true)
            .withKeyDeserializer(ByteArrayDeserializer.class)
            .withValueDeserializer(ByteArrayDeserializer.class)
            .withConsumerFactoryFn(
                settings -> new SourceConsumer(from.consumerSettings(settings), told, within, open))
            .withConsumerConfigUpdates(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    groupId,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    IsolationLevel.READ_COMMITTED.toString()))
            // It is asked how much waits, once for each partition before anything is read: of a
            // topic that is gone it would not answer for a minute.
            .withOffsetConsumerConfigOverrides(
                Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BACKLOG_TIMEOUT_MILLIS));
    return begin.apply("KafkaIO", read);
  }
}
