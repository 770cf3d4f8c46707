package io.vectorstream.submit;

import io.vectorstream.chaos.CommittedRecords;
import io.vectorstream.deadletter.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that events are sent to, and that of its dead letters. */
final class EventTopic {

  private final String bootstrapServers;
  private final String name;
  private final IntFunction<byte[]> events;

  /** The topic of this name; {@code events} gives an event by its number, as it is sent. */
  EventTopic(String bootstrapServers, String name, IntFunction<byte[]> events) {
    this.bootstrapServers = bootstrapServers;
    this.name = name;
    this.events = events;
  }

  /** Sends events as fast as the broker takes them. */
  void send(int first, int end) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            20);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int number = first; number < end; number++) {
        byte[] key = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(name, key, events.apply(number)));
      }
    }
  }

  /** How many dead letters there are, those that were written again not counted again. */
  int letters() {
    Set<String> places = new TreeSet<>();
    read(name + ".dlq", letter -> places.add(placeOf(letter)));
    return places.size();
  }

  /**
   * The dead letters against the malformed events, byte by byte; the differences, a phrase each.
   */
  List<String> compareLetters() {
    Map<String, byte[]> malformed = new TreeMap<>();
    read(
        name,
        record -> {
          int number = Integer.parseInt(new String(record.key(), StandardCharsets.UTF_8));
          if (SizedEvents.isMalformed(number)) {
            malformed.put(record.partition() + "-" + record.offset(), events.apply(number));
          }
        });
    List<String> differences = new ArrayList<>();
    Set<String> missing = new TreeSet<>(malformed.keySet());
    read(
        name + ".dlq",
        letter -> {
          missing.remove(placeOf(letter));
          if (!Arrays.equals(malformed.get(placeOf(letter)), letter.value())) {
            differences.add("the dead letter of the record at " + placeOf(letter));
          }
        });
    missing.forEach(place -> differences.add("no dead letter of the record at " + place));
    return differences;
  }

  private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (CommittedRecords records = new CommittedRecords(bootstrapServers, topic)) {
      records.readToEnd(sink);
    }
  }

  private static String placeOf(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetterHeaders.PARTITION)
        + "-"
        + header(letter, DeadLetterHeaders.OFFSET);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
