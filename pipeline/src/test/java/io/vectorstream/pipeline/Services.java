package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.demo.KafkaDestination;
import io.vectorstream.pipeline.demo.KafkaSink;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A broker and a store for tests, spoken to through the real clients. Each instance has a topic and
 * a collection of its own.
 */
final class Services implements AutoCloseable {

  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_NANOS = 50_000_000;

  final String topic = "events-" + UUID.randomUUID();
  final String collection = "collection-" + UUID.randomUUID();
  final EmbeddedKafka kafka;
  final EmbeddedQdrant store;
  final QdrantClient qdrant;

  Services(Path folder) {
    this(folder, Map.of());
  }

  /** With settings of the broker, by Kafka's names. */
  Services(Path folder, Map<String, String> broker) {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, broker);
    store = EmbeddedQdrant.start(folder.resolve("store"));
    qdrant = QdrantConnection.of(store.url()).connect();
    kafka.createTopic(topic, PARTITIONS);
  }

  /** What a run of the application said and how it ended. */
  record Outcome(int exitCode, String out, String err) {}

  /** Runs the application against these services, unless the options name others. */
  Outcome run(String... options) {
    return runAlone(withOurs(options));
  }

  private String[] withOurs(String... options) {
    return Stream.concat(
            Stream.of(
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--qdrantUrl=" + store.url(),
                "--topic=" + topic,
                "--collection=" + collection,
                // What a run before has committed is not to matter, unless a test says so.
                "--startFrom=earliest"),
            Stream.of(options))
        .collect(Collectors.toMap(Services::nameOf, option -> option, (ours, its) -> its))
        .values()
        .toArray(String[]::new);
  }

  /** By partition, where the consumer group goes on. */
  Map<Integer, Long> committed() throws Exception {
    return committed(topic);
  }

  /** The same of another topic. */
  Map<Integer, Long> committed(String topic) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      return admin
          .listConsumerGroupOffsets("vectorstream")
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(topic))
          .collect(
              Collectors.toMap(
                  entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
    }
  }

  /** Waits until a run has committed an offset. */
  void awaitCommitted(int partition, long offset, Future<?> run) throws Exception {
    await(run, () -> committed().getOrDefault(partition, 0L) == offset, "offset " + offset);
  }

  /** Waits until a run has stored a number of points. */
  void awaitPoints(long points, Future<?> run) throws Exception {
    await(
        run,
        () -> {
          try {
            return qdrant.countAsync(collection).get() >= points;
          } catch (ExecutionException e) {
            // The run has not created the collection yet.
            return false;
          }
        },
        points + " points");
  }

  /** Waits until something is so, while a run goes on. */
  static void await(Future<?> run, Callable<Boolean> condition, String wanted) throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(run.isDone()).as("the run goes on").isFalse();
      assertThat(Instant.now()).as("waiting for %s", wanted).isBefore(limit);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String nameOf(String option) {
    return option.substring(0, option.indexOf('='));
  }

  /** The same, and the run can be drained. */
  Outcome run(Drain drain, String... options) {
    return runAlone(drain, withOurs(options));
  }

  /** Runs the application with nothing but these options. */
  static Outcome runAlone(String... options) {
    return runAlone(new Drain(), options);
  }

  private static Outcome runAlone(Drain drain, String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        VectorStream.run(
            unlessAsked(options),
            drain,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Without a server, unless a test wants one: runs beside each other would share its port. */
  private static String[] unlessAsked(String... options) {
    return Stream.of(options).anyMatch(option -> option.startsWith("--http"))
        ? options
        : Stream.concat(Stream.of(options), Stream.of("--noHttp")).toArray(String[]::new);
  }

  /** Sends a generator's events to the topic and gives them back. */
  List<GeneratedEvent> send(GeneratorConfig config, int count) {
    return sendTo(topic, config, count);
  }

  /** The same to another topic. */
  List<GeneratedEvent> sendTo(String topic, GeneratorConfig config, int count) {
    EventGenerator generator = new EventGenerator(config);
    List<GeneratedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(generator.next());
    }
    sendTo(topic, events);
    return events;
  }

  /** Sends events to the topic. */
  void send(List<GeneratedEvent> events) {
    sendTo(topic, events);
  }

  private void sendTo(String topic, List<GeneratedEvent> events) {
    KafkaDestination destination =
        KafkaDestination.of(KafkaConnection.of(kafka.bootstrapServers()), topic);
    try (KafkaSink sink = KafkaSink.connect(destination)) {
      events.forEach(sink::send);
      sink.flush();
    }
  }

  /** Every point of the collection, with payload and vector, by id. */
  Map<String, RetrievedPoint> points() throws Exception {
    return points(qdrant);
  }

  /** The same from another store. */
  Map<String, RetrievedPoint> points(QdrantClient qdrant) throws Exception {
    Map<String, RetrievedPoint> points = new HashMap<>();
    PointId next = null;
    do {
      ScrollPoints.Builder page =
          ScrollPoints.newBuilder()
              .setCollectionName(collection)
              .setLimit(500)
              .setWithPayload(WithPayloadSelectorFactory.enable(true))
              .setWithVectors(WithVectorsSelectorFactory.enable(true));
      if (next != null) {
        page.setOffset(next);
      }
      ScrollResponse response = qdrant.scrollAsync(page.build()).get();
      for (RetrievedPoint point : response.getResultList()) {
        assertThat(points.put(point.getId().getUuid(), point)).isNull();
      }
      next = response.hasNextPageOffset() ? response.getNextPageOffset() : null;
    } while (next != null);
    return points;
  }

  /** Every record of the dead-letter topic. */
  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return deadLettersOf(topic);
  }

  /** The same of another topic. */
  List<ConsumerRecord<byte[], byte[]>> deadLettersOf(String topic) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic + ".dlq").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    qdrant.close();
    store.close();
    kafka.close();
  }
}
