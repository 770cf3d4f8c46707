package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.CopyBatch.Original;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.source.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds the records that letters are about. */
final class Originals implements AutoCloseable {

  private final KafkaConnection kafka;
  private final Predicate<String> topics;
  private final Map<String, SliceReader> readers = new HashMap<>();
  private final Map<String, List<TopicPartition>> partitions = new HashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param topics tells for a topic whether records may be sent to it
   */
  Originals(KafkaConnection kafka, Predicate<String> topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * The record that a letter is about.
   *
   * @throws UnsendableException if it cannot be had, or there is nowhere to send it to
   */
  Original find(ArchivedLetter letter) throws UnsendableException, InterruptedException {
    RecordPlace place = letter.origin();
    if (place == null) {
      throw new UnsendableException("it does not say where its record came from");
    }
    if (!topics.test(place.topic())) {
      throw new UnsendableException(
          "its record came from the topic " + place.topic() + ", which is not to be written to");
    }
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    if (!partitions
        .computeIfAbsent(place.topic(), topic -> reader(topic).partitions())
        .contains(partition)) {
      throw new UnsendableException(
          "its record came from partition %s of the topic %s, which is not there any more"
              .formatted(place.partition(), place.topic()));
    }
    return letter.omittedBytes() == null
        ? new Original(
            letter.datedOrigin(), bytes(letter.key()), bytes(letter.value()), letter.headers())
        : readAgain(letter, place, partition);
  }

  private Original readAgain(ArchivedLetter letter, RecordPlace place, TopicPartition partition)
      throws UnsendableException, InterruptedException {
    SliceReader reader = reader(place.topic());
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    if (place.offset() >= reader.beginnings(List.of(partition)).get(partition)
        && place.offset() < reader.ends(List.of(partition)).get(partition)) {
      reader.read(
          new TopicSlice(Map.of(partition, place.offset()), Map.of(partition, place.offset() + 1)),
          found::addAll,
          progress -> {});
    }
    return found.stream()
        .filter(record -> isOf(letter, record))
        .map(
            record ->
                new Original(letter.datedOrigin(), record.key(), record.value(), record.headers()))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsendableException(
                    "its record was too large for a letter, and partition %s of the topic %s does not have it at offset %s any more"
                        .formatted(place.partition(), place.topic(), place.offset())));
  }

  private static byte @Nullable [] bytes(@Nullable LetterBytes bytes) {
    return bytes == null ? null : bytes.bytes();
  }

  /** A topic that was made again has other records at the old offsets. */
  private static boolean isOf(ArchivedLetter letter, ConsumerRecord<byte[], byte[]> record) {
    return record.offset() == letter.origin().offset()
        && asRead(record).bytes() == letter.omittedBytes()
        && (letter.originTime() == null
            || letter.originTime().toEpochMilli() == record.timestamp());
  }

  private static SourceRecord asRead(ConsumerRecord<byte[], byte[]> record) {
    List<KV<String, byte[]>> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(KV.of(header.key(), header.value())));
    return SourceRecord.of(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        headers,
        record.key(),
        record.value());
  }

  private SliceReader reader(String topic) {
    return readers.computeIfAbsent(topic, name -> new SliceReader(kafka, name, Map.of()));
  }

  @Override
  public void close() {
    readers.values().forEach(SliceReader::close);
  }
}
