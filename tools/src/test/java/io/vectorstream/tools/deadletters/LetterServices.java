package io.vectorstream.tools.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.SliceReader;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A topic and that of its dead letters, which a test fills in the pipeline's place. */
final class LetterServices implements AutoCloseable {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  final String topic = "events-" + UUID.randomUUID();
  final String letters = topic + ".dlq";
  private final KafkaConnection connection;
  private final Producer<byte[], byte[]> producer;

  LetterServices(EmbeddedKafka kafka) {
    connection = KafkaConnection.of(kafka.bootstrapServers());
    kafka.createTopic(topic, 3);
    kafka.createTopic(letters, 3);
    producer = connection.producer(Map.of());
  }

  /** What a run of the command said and how it ended. */
  record Outcome(int exitCode, String out, String err, byte[] bytes) {

    /** Of the letters that were listed. */
    List<String> addresses() {
      return out.lines()
          .filter(line -> !line.startsWith(" "))
          .map(line -> line.split(" ", 2)[0])
          .toList();
    }
  }

  /** Runs the command against this topic, unless the arguments name another. */
  Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Stream<String> ours =
        Stream.of("--bootstrapServers=" + connection.bootstrapServers(), "--topic=" + topic)
            .filter(
                flag ->
                    Stream.of(args).noneMatch(arg -> arg.startsWith(flag.split("=", 2)[0] + "=")));
    int exitCode =
        new DeadLettersCommand(bytes)
            .execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of(args), ours).toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString(), bytes.toByteArray());
  }

  /** Writes a letter of a partition, so many seconds after noon, about offset 1000 and these. */
  void letter(
      int partition,
      int second,
      String stage,
      String reason,
      byte @Nullable [] key,
      byte @Nullable [] value)
      throws Exception {
    send(partition, second, key, value, headers(topic, partition, second, stage, reason));
  }

  /** The same about a record of another topic. */
  void letterOf(String other, int partition, int second) throws Exception {
    send(
        partition, second, null, new byte[1], headers(other, partition, second, "parse", "reason"));
  }

  /** The same about a record that is too large. */
  void letterWithoutContent(int partition, int second, long bytes) throws Exception {
    Headers headers = headers(topic, partition, second, "parse", "reason");
    headers.add("vectorstream.omitted_bytes", Long.toString(bytes).getBytes(UTF_8));
    send(partition, second, null, null, headers);
  }

  private static Headers headers(
      String topic, int partition, int second, String stage, String reason) {
    return new RecordHeaders()
        .add("trace", "abc".getBytes(UTF_8))
        .add("trace", null)
        .add("vectorstream.stage", stage.getBytes(UTF_8))
        .add("vectorstream.reason", reason.getBytes(UTF_8))
        .add("vectorstream.topic", topic.getBytes(UTF_8))
        .add("vectorstream.partition", Integer.toString(partition).getBytes(UTF_8))
        .add("vectorstream.offset", Integer.toString(1_000 + second).getBytes(UTF_8))
        .add(
            "vectorstream.timestamp",
            Long.toString(NOON.plusSeconds(second - 60).toEpochMilli()).getBytes(UTF_8));
  }

  /** Writes a record to the topic of the events. */
  void sendEvent(int partition, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value)).get();
  }

  /** Writes a record to the topic of the letters. */
  void send(
      int partition,
      int second,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Iterable<Header> headers)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                letters, partition, NOON.plusSeconds(second).toEpochMilli(), key, value, headers))
        .get();
  }

  /** All records of the events' topic. */
  List<ConsumerRecord<byte[], byte[]>> events() throws InterruptedException {
    try (SliceReader reader = new SliceReader(connection, topic, Map.of())) {
      List<TopicPartition> partitions = reader.partitions();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      reader.read(
          new TopicSlice(reader.beginnings(partitions), reader.ends(partitions)),
          records::addAll,
          progress -> {});
      return records;
    }
  }

  /** A record's headers as text. */
  static List<Map.Entry<String, String>> headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .map(
            header ->
                Map.entry(
                    header.key(),
                    header.value() == null ? "(null)" : new String(header.value(), UTF_8)))
        .toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
