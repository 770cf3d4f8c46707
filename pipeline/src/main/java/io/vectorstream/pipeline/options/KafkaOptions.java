package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where events come from. */
public interface KafkaOptions extends PipelineOptions {

  @Description(
      "Kafka's brokers, host:port separated by commas, or \"embedded\" for a broker inside this"
          + " process.")
  @Default.String(Addresses.EMBEDDED)
  String getBootstrapServers();

  void setBootstrapServers(String bootstrapServers);

  @Description(
      "A file of properties for Kafka's clients, as for TLS and SASL; the file has to be there on"
          + " every worker. A value may refer to ${env:NAME}, ${directory:/path:file} or"
          + " ${file:/path.properties:key}. Default: none.")
  @Nullable String getKafkaProperties();

  void setKafkaProperties(@Nullable String kafkaProperties);

  @Description(
      "The topic that events are read from, or several separated by commas. One that does not exist"
          + " yet is waited for.")
  @Default.String("ecommerce-events")
  String getTopic();

  void setTopic(String topic);

  @Description("The consumer group that reads the topic.")
  @Default.String("vectorstream")
  String getGroupId();

  void setGroupId(String groupId);

  @Description(
      "Where to start reading: \"committed\" (where the consumer group left off, or at the beginning"
          + " if it is new), \"earliest\", \"latest\", or a time such as 2026-01-31T09:30:00Z.")
  @Default.String("committed")
  String getStartFrom();

  void setStartFrom(String startFrom);

  @Description(
      "What becomes of a tombstone, a record with a key and no value: \"deadletter\", or \"delete\","
          + " which deletes the point of the event whose id is the key.")
  @Default.String("deadletter")
  String getTombstones();

  void setTombstones(String tombstones);

  @Description(
      "The topic that keeps what could not be stored; created if missing. Default: for each topic"
          + " one of its own, the topic's name and \".dlq\".")
  @Nullable String getDeadLetterTopic();

  void setDeadLetterTopic(@Nullable String deadLetterTopic);
}
