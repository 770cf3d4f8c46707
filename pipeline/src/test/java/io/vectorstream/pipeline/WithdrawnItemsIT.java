package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.faults.Faults;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.faults.ProxiedCall;
import io.vectorstream.qdrant.point.PointIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of which Qdrant refuses an item, so that the others have to go. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WithdrawnItemsIT {

  private static final String REFUSED = "A lid";

  @TempDir Path folder;

  private Path mapping;

  @BeforeEach
  void map() throws IOException {
    mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields:
              event_id: /order
              timestamp: /at
              event_type: {constant: purchase}
            items:
              path: /lines
              key: /sku
              fields:
                product: {id: /sku, name: /title}
            keepSource: false
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void areGoneWhereTheNewestVersionWins(String runner) throws Exception {
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.otherwise(call -> call.readRequest(request -> refuse(call, request)));
      send(services, order("kept", "A mug", "A pan"));
      send(services, order("bad", "A mug", REFUSED, "A pot"));

      Services.Outcome outcome =
          services.run(
              "--runner=" + runner,
              "--qdrantUrl=" + proxy.url(),
              "--mapping=" + mapping,
              "--versionField=timestamp",
              "--maxEvents=2");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids("kept", 2));
      assertThat(services.deadLetters())
          .extracting(letter -> text(letter.value()))
          .containsExactly(order("bad", "A mug", REFUSED, "A pot"));
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(2);
    }
  }

  /** The bad one lacks a version in one item, and is older in the other. */
  @Test
  void takeNothingNewerAway() throws Exception {
    Files.writeString(
        mapping,
        Files.readString(mapping).replace("name: /title}", "name: /title, price: /price}"));
    String bad = order("changed", "A cup", "A jug").replaceFirst("jug\"", "jug\", \"price\": 3");
    try (Services services = new Services(folder)) {
      send(services, order("changed", "A mug", "A pan").replace("}", ", \"price\": 9}"));
      send(services, bad);

      Services.Outcome outcome =
          services.run(
              "--runner=SparkRunner",
              "--mapping=" + mapping,
              "--versionField=product.price",
              "--maxEvents=2");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids("changed", 2));
      assertThat(services.deadLetters())
          .extracting(letter -> text(letter.value()))
          .containsExactly(bad);
    }
  }

  /** Whose point it was, a point does not say. */
  @Test
  void goWithThoseOfAnEarlierRecordThatTheyReplace() throws Exception {
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.otherwise(call -> call.readRequest(request -> refuse(call, request)));
      String[] options = {
        "--runner=DirectRunner",
        "--qdrantUrl=" + proxy.url(),
        "--mapping=" + mapping,
        "--startFrom=committed",
        "--maxEvents=1"
      };
      send(services, order("changed", "A mug", "A pan", "A pot"));
      assertThat(services.run(options).exitCode()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids("changed", 3));

      send(services, order("changed", "A cup", REFUSED));
      assertThat(services.run(options).exitCode()).isZero();

      assertThat(services.points().keySet())
          .as("what the later record lacks")
          .containsExactly(PointIds.of("changed", "2").getUuid());
      assertThat(services.deadLetters())
          .extracting(letter -> text(letter.value()))
          .containsExactly(order("changed", "A cup", REFUSED));
    }
  }

  /** What was withdrawn has not come after its own copy. */
  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void areStoredWhenTheirLetterIsReplayedToTheSameRun(String runner) throws Exception {
    ExecutorService runs = Executors.newSingleThreadExecutor();
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      proxy.otherwise(call -> call.readRequest(request -> refuse(call, request)));
      Drain drain = new Drain();
      Future<Services.Outcome> run =
          runs.submit(
              () ->
                  services.run(
                      drain,
                      "--runner=" + runner,
                      "--qdrantUrl=" + proxy.url(),
                      "--mapping=" + mapping));
      RecordMetadata original = send(services, order("late", "A mug", REFUSED, "A pot"));
      services.awaitCommitted(original.partition(), original.offset() + 1, run);
      assertThat(services.points()).isEmpty();

      proxy.otherwise(Faults.none());
      ConsumerRecord<byte[], byte[]> letter = Iterables.getOnlyElement(services.deadLetters());
      RecordMetadata copy =
          send(
              services,
              new ProducerRecord<>(
                  services.topic,
                  original.partition(),
                  letter.key(),
                  letter.value(),
                  letter.headers()));
      services.awaitCommitted(copy.partition(), copy.offset() + 1, run);
      drain.request();

      Services.Outcome outcome = run.get(60, TimeUnit.SECONDS);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids("late", 3));
      assertThat(services.deadLetters()).hasSize(1);
    } finally {
      runs.shutdownNow();
    }
  }

  /** The first removal is done when the second fails, and with it the bundle. */
  @Test
  void areRefusedAgainWhenTheirBundleIsTriedAgain() throws Exception {
    try (Services services = new Services(folder);
        FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.store.port())) {
      AtomicBoolean failed = new AtomicBoolean();
      String second = PointIds.of("bad", "1").getUuid();
      proxy.otherwise(
          call ->
              call.readRequest(
                  request -> {
                    if (isOf(PointsGrpc.getDeleteMethod(), call)
                        && text(request).contains(second)
                        && failed.compareAndSet(false, true)) {
                      call.fail(Status.PERMISSION_DENIED, new Metadata());
                    } else {
                      refuse(call, request);
                    }
                  }));
      send(services, order("bad", REFUSED, "A mug", "A pot"));

      // DirectRunner tries no bundle again.
      Services.Outcome outcome =
          services.run(
              "--runner=SparkRunner",
              "--qdrantUrl=" + proxy.url(),
              "--mapping=" + mapping,
              "--writeBatchSize=1",
              "--maxEvents=1");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(failed).isTrue();
      assertThat(services.points()).isEmpty();
      assertThat(services.deadLetters())
          .extracting(letter -> text(letter.value()))
          .isNotEmpty()
          .containsOnly(order("bad", REFUSED, "A mug", "A pot"));
      assertThat(services.committed().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(1);
    }
  }

  private static boolean isOf(MethodDescriptor<?, ?> method, ProxiedCall call) {
    return call.method().equals(method.getFullMethodName());
  }

  private static void refuse(ProxiedCall call, byte[] request) {
    if (isOf(PointsGrpc.getUpsertMethod(), call) && text(request).contains(REFUSED)) {
      call.fail(Status.INVALID_ARGUMENT.withDescription("a lid is refused"), new Metadata());
    } else {
      call.pass();
    }
  }

  /** An order of items 0, 1 and so on, which are called like this. */
  private static String order(String id, String... titles) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < titles.length; i++) {
      lines.append(i == 0 ? "" : ", ");
      lines.append("{\"sku\": \"%s\", \"title\": \"%s\"}".formatted(i, titles[i]));
    }
    return "{\"order\": \"%s\", \"at\": \"2026-01-31T10:00:00Z\", \"lines\": [%s]}"
        .formatted(id, lines);
  }

  /** The ids of the points of such an order. */
  private static Set<String> ids(String order, int items) {
    return Stream.iterate(0, i -> i + 1)
        .limit(items)
        .map(i -> PointIds.of(order, Integer.toString(i)).getUuid())
        .collect(Collectors.toSet());
  }

  private static RecordMetadata send(Services services, String value) throws Exception {
    return send(
        services, new ProducerRecord<>(services.topic, value.getBytes(StandardCharsets.UTF_8)));
  }

  private static RecordMetadata send(Services services, ProducerRecord<byte[], byte[]> record)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(record).get();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
