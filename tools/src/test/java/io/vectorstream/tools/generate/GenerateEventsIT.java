package io.vectorstream.tools.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against a real broker. */
class GenerateEventsIT {

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(folder);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "gzip", "snappy", "zstd", "none"})
  void everyCompressionArrivesWhole(String compression) {
    String topic = "compression-" + compression;
    kafka.createTopic(topic, 2);

    int code = run(topic, "--compression", compression);

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Sent 500 events to topic " + topic + " in ");
    assertThat(read(topic, 500)).hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "all"})
  void everyAcknowledgementWorks(String acks) {
    String topic = "acks-" + acks;
    kafka.createTopic(topic, 1);

    assertThat(run(topic, "--acks", acks)).isZero();
    assertThat(read(topic, 500)).hasSize(500);
  }

  @Test
  void whatArrivesIsWhatTheGeneratorMade() {
    kafka.createTopic("exact", 1);
    EventGenerator generator =
        new EventGenerator(GeneratorConfig.defaults().withSeed(9).withMalformedPercent(30));

    assertThat(run("exact", "--seed", "9", "--malformed", "30")).isZero();

    for (ConsumerRecord<byte[], byte[]> record : read("exact", 500)) {
      GeneratedEvent event = generator.next();
      assertThat(record.key()).isEqualTo(event.key());
      assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
      assertThat(withoutTimestamp(record.value())).isEqualTo(withoutTimestamp(event.value()));
    }
  }

  @Test
  void aMissingTopicNamesItsFlag() {
    int code = run("missing");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--topic: there is no topic missing at " + kafka.bootstrapServers())
        .hasLineCount(1);
  }

  @Test
  void propertiesThatContradictAFlagAreTold() throws Exception {
    kafka.createTopic("contradiction", 1);
    Path file = Files.writeString(folder.resolve("producer.properties"), "enable.idempotence=true");

    int code = run("contradiction", "--acks=1", "--kafkaProperties=" + file);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--kafkaProperties: Kafka's client cannot use " + file + ": ")
        .hasLineCount(1);
  }

  private int run(String topic, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("-b", kafka.bootstrapServers(), "-t", topic));
    args.addAll(List.of("-c", "500", "--no-rate-limit"));
    args.addAll(List.of(more));
    return new GenerateCommand()
        .execute(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
  }

  /** Malformed values may hold a time of their own, or be cut in the middle of the event's. */
  private static String withoutTimestamp(byte[] value) {
    return value == null
        ? null
        : new String(value, StandardCharsets.ISO_8859_1)
            .replaceAll("\"timestamp\":\"20[^\"]*\"", "");
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}
