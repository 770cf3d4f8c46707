package io.vectorstream.tools.reconcile;

import static io.qdrant.client.VectorsFactory.vectors;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.deadletter.DeadLetters;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.source.SourceRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic with its dead-letter topic, and a collection, which a test fills in the pipeline's place.
 */
final class ReconcileServices implements AutoCloseable {

  static final int PARTITIONS = 3;

  final String topic = "events-" + UUID.randomUUID();
  final String collection = "collection-" + UUID.randomUUID();
  final EmbeddedKafka kafka;
  final EmbeddedQdrant store;
  final QdrantClient qdrant;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Makes topics and a collection in services that stay open. */
  ReconcileServices(EmbeddedKafka kafka, EmbeddedQdrant store) {
    this.kafka = kafka;
    this.store = store;
    QdrantConnection connection = QdrantConnection.of(store.url());
    qdrant = connection.connect();
    kafka.createTopic(topic, PARTITIONS);
    kafka.createTopic(topic + ".dlq", 1);
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(2))).close();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** What a run of the command said and how it ended. */
  record Outcome(int exitCode, String out, String err) {

    /** A line of the counts, by its name. */
    long count(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip().replace(",", "")))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no count " + name + " in " + out + err));
    }

    /** The missing records that were shown. */
    List<String> missing() {
      return out.lines().filter(line -> line.startsWith("{")).toList();
    }
  }

  /** Runs the command against these services, unless the flags name others. */
  Outcome reconcile(String... flags) {
    Map<String, String> args = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--qdrantUrl=" + store.url(),
                "--topic=" + topic,
                "--collection=" + collection),
            Arrays.stream(flags))
        .forEach(flag -> args.put(flag.split("=", 2)[0], flag));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new ReconcileCommand()
            .execute(
                new PrintWriter(out), new PrintWriter(err), args.values().toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** An event as its sender writes it. */
  static byte[] event(String id) {
    return """
        {"event_id": "%s", "timestamp": "2026-11-24T10:00:00Z", "product": {"name": "A lamp"}}"""
        .formatted(id)
        .getBytes(UTF_8);
  }

  /** Sends a record and gives it back as it stands in the topic. */
  ConsumerRecord<byte[], byte[]> send(
      int partition, @Nullable Long timestamp, byte @Nullable [] key, byte @Nullable [] value)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, timestamp, key, value);
    record.headers().add("trace", new byte[] {1, 2}).add("trace", null);
    RecordMetadata metadata = producer.send(record).get();
    return standing(record, metadata);
  }

  /** Sends a copy of a record as a repair does, and gives it back as it stands in the topic. */
  ConsumerRecord<byte[], byte[]> sendCopy(ConsumerRecord<byte[], byte[]> record) throws Exception {
    Map<Integer, Long> before = ends();
    try (CopyProducer copies = new CopyProducer(KafkaConnection.of(kafka.bootstrapServers()))) {
      copies
          .send(
              new DatedPlace(
                  new RecordPlace(record.topic(), record.partition(), record.offset()),
                  record.timestamp()),
              record.key(),
              record.value(),
              record.headers())
          .get();
    }
    return read(before, 1).get(0);
  }

  /** Sends the event of each id with the id as its key, to the partitions in turn. */
  List<ConsumerRecord<byte[], byte[]>> sendEvents(List<String> ids) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (String id : ids) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, records.size() % PARTITIONS, id.getBytes(UTF_8), event(id));
      records.add(record);
      sent.add(producer.send(record));
    }
    producer.flush();
    List<ConsumerRecord<byte[], byte[]>> standing = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      standing.add(standing(records.get(i), sent.get(i).get()));
    }
    return standing;
  }

  private static ConsumerRecord<byte[], byte[]> standing(
      ProducerRecord<byte[], byte[]> record, RecordMetadata metadata) {
    return at(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        metadata.timestamp(),
        record.key(),
        record.value(),
        record.headers());
  }

  /** A record without a key or a value as it stood in a topic. */
  static ConsumerRecord<byte[], byte[]> at(
      String topic, int partition, long offset, long timestamp) {
    return at(topic, partition, offset, timestamp, null, null, new RecordHeaders());
  }

  private static ConsumerRecord<byte[], byte[]> at(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  /** Stores the points of events. */
  void store(Collection<String> eventIds) throws Exception {
    qdrant
        .upsertAsync(
            collection,
            eventIds.stream()
                .map(
                    id ->
                        PointStruct.newBuilder()
                            .setId(PointIds.of(id))
                            .setVectors(vectors(1f, 0f))
                            .build())
                .toList())
        .get();
  }

  /** Deletes the points of events. */
  void delete(Collection<String> eventIds) throws Exception {
    qdrant.deleteAsync(collection, eventIds.stream().map(PointIds::of).toList()).get();
  }

  /** Writes dead letters about records, by the transform that the pipeline has for it. */
  void deadLetter(List<ConsumerRecord<byte[], byte[]>> records) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            Create.of(records.stream().map(ReconcileServices::letter).toList())
                .withCoder(DeadLetterCoder.of()))
        .apply(DeadLetters.to(KafkaConnection.of(kafka.bootstrapServers()), topic + ".dlq"));
    pipeline.run().waitUntilFinish();
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
    List<KV<String, byte[]>> headers =
        Arrays.stream(record.headers().toArray())
            .map(header -> KV.of(header.key(), header.value()))
            .toList();
    return DeadLetter.of(
        SourceRecord.of(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            headers,
            record.key(),
            record.value()),
        "parse",
        "it is a test",
        null);
  }

  /** The records of the topic from an offset on in each partition, when so many are there. */
  List<ConsumerRecord<byte[], byte[]>> read(Map<Integer, Long> from, int count) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.assign(
          from.keySet().stream().map(partition -> new TopicPartition(topic, partition)).toList());
      from.forEach((p, offset) -> consumer.seek(new TopicPartition(topic, p), offset));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      // One more look, for what nobody should have sent.
      consumer.poll(Duration.ofMillis(500)).forEach(records::add);
      return records;
    }
  }

  /** The offset behind each partition's last record. */
  Map<Integer, Long> ends() throws Exception {
    try (TopicReader reader =
        new TopicReader(KafkaConnection.of(kafka.bootstrapServers()), topic, null)) {
      Map<Integer, Long> ends = new HashMap<>();
      RangeBound latest = RangeBound.parse("latest");
      reader.range(latest, latest).ends().forEach((p, end) -> ends.put(p.partition(), end));
      return ends;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    qdrant.close();
  }
}
