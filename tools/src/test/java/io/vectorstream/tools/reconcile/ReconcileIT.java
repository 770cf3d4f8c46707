package io.vectorstream.tools.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.tools.reconcile.ReconcileServices.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker and a real store. */
final class ReconcileIT {

  /** Several chunks of each partition. */
  private static final int EVENTS = 9_000;

  @TempDir static Path folder;

  private static EmbeddedKafka kafka;
  private static EmbeddedQdrant store;

  private ReconcileServices services;

  @BeforeAll
  static void startServices() {
    // Its records are older than a topic keeps them by default.
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of("log.retention.ms", "-1"));
    store = EmbeddedQdrant.start(folder.resolve("store"));
  }

  @AfterAll
  static void stopServices() {
    store.close();
    kafka.close();
  }

  @BeforeEach
  void open() {
    services = new ReconcileServices(kafka, store);
  }

  @AfterEach
  void close() {
    services.close();
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "e-" + i).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String line(ConsumerRecord<?, ?> record, String kind, String eventId) {
    return "{\"partition\":%s,\"offset\":%s,\"kind\":\"%s\"%s}"
        .formatted(
            record.partition(),
            record.offset(),
            kind,
            eventId == null ? "" : ",\"event_id\":\"" + eventId + "\"");
  }

  @Test
  void tellsTheMissingFromTheStoredAndTheDeadLettered() throws Exception {
    List<String> ids = ids(EVENTS);
    List<ConsumerRecord<byte[], byte[]>> events = services.sendEvents(ids);
    ConsumerRecord<byte[], byte[]> kept = services.send(0, null, bytes("k"), bytes("{broken"));
    ConsumerRecord<byte[], byte[]> lost = services.send(0, null, bytes("k"), bytes("{broken"));
    ConsumerRecord<byte[], byte[]> keyless = services.send(1, null, null, null);
    services.store(ids);
    services.deadLetter(List.of(kept, lost, keyless));

    Outcome good = services.reconcile();

    assertThat(good.exitCode()).as(good.err()).isZero();
    assertThat(good.missing()).isEmpty();
    assertThat(good.out())
        .isEqualToNormalizingNewlines(
            """
            read                              9,003
            events                            9,000
            unreadable                            3
            tombstones                            0
            stored                            9,000
            dead-lettered                         3
            deleted by a tombstone                0
            tombstones carried out                0
            missing                               0
            """);

    ConsumerRecord<byte[], byte[]> letterless = services.send(2, null, null, bytes("[]"));
    // A dead letter of an event, which has no point then.
    services.delete(List.of("e-0", "e-1", "e-7001", "e-8999"));
    services.deadLetter(List.of(events.get(1)));

    Outcome bad = services.reconcile();

    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.missing())
        .containsExactlyInAnyOrder(
            line(events.get(0), "event", "e-0"),
            line(events.get(7001), "event", "e-7001"),
            line(events.get(8_999), "event", "e-8999"),
            line(letterless, "unreadable", null));
    assertThat(bad.count("read")).isEqualTo(9_004);
    assertThat(bad.count("events")).isEqualTo(9_000);
    assertThat(bad.count("unreadable")).isEqualTo(4);
    assertThat(bad.count("stored")).isEqualTo(8_996);
    assertThat(bad.count("dead-lettered")).isEqualTo(4);
    assertThat(bad.count("missing")).isEqualTo(4);
  }

  @Test
  void writesAllMissingToAFile() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> events = services.sendEvents(ids(250));
    Path file = folder.resolve("missing.json");

    Outcome outcome = services.reconcile("--missing=" + file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.missing()).isEmpty();
    assertThat(outcome.out()).endsWith("The 250 missing are listed in " + file + "\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      expected.add(line(events.get(i), "event", "e-" + i));
    }
    assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void looksAtNothingButTheRange() throws Exception {
    Instant noon = Instant.parse("2026-11-24T12:00:00Z");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String id = "e-" + i;
      long timestamp = noon.plusSeconds(60L * i).toEpochMilli();
      records.add(services.send(1, timestamp, bytes(id), ReconcileServices.event(id)));
    }

    Outcome middle =
        services.reconcile("--from=2026-11-24T12:03:00Z", "--to=2026-11-24T13:05:00+01:00");
    assertThat(middle.missing())
        .containsExactly(
            line(records.get(3), "event", "e-3"), line(records.get(4), "event", "e-4"));

    services.store(List.of("e-3", "e-4"));
    assertThat(
            services
                .reconcile("--from=2026-11-24T12:03:00Z", "--to=2026-11-24T12:05:00Z")
                .exitCode())
        .isZero();
    assertThat(services.reconcile("--from=2026-11-24T12:07:00Z").count("missing")).isEqualTo(3);
    assertThat(services.reconcile("--from=2026-11-25T00:00:00Z").count("read")).isZero();
    assertThat(services.reconcile("--from=latest").count("read")).isZero();
    assertThat(services.reconcile("--to=earliest").count("read")).isZero();

    assertThat(services.reconcile("--to=committed").count("read")).isZero();
    commit("workers", 4);
    Outcome finished = services.reconcile("--to=committed", "--groupId=workers");
    assertThat(finished.count("read")).isEqualTo(4);
    assertThat(finished.missing())
        .containsExactly(
            line(records.get(0), "event", "e-0"),
            line(records.get(1), "event", "e-1"),
            line(records.get(2), "event", "e-2"));

    commit("workers", new OffsetAndMetadata(4, "topicId=" + Uuid.randomUuid()));
    assertThat(services.reconcile("--to=committed", "--groupId=workers").count("read"))
        .as("committed in an earlier topic of the name")
        .isZero();
  }

  private void commit(String groupId, long offset) throws Exception {
    commit(groupId, new OffsetAndMetadata(offset));
  }

  private void commit(String groupId, OffsetAndMetadata offset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(groupId, Map.of(new TopicPartition(services.topic, 1), offset))
          .all()
          .get();
    }
  }

  @Test
  void lettersOfAnEarlierTopicAccountForNothing() throws Exception {
    ConsumerRecord<byte[], byte[]> lost =
        services.send(1, noon(1), bytes("e-0"), ReconcileServices.event("e-0"));
    ConsumerRecord<byte[], byte[]> earlier = ReconcileServices.at(services.topic, 1, 0, noon(0));
    services.deadLetter(List.of(earlier));

    assertThat(services.reconcile().missing()).containsExactly(line(lost, "event", "e-0"));

    // A copy of the earlier record stands in this topic, and has its own letter.
    ConsumerRecord<byte[], byte[]> copy = services.sendCopy(earlier);
    assertThat(services.reconcile().count("missing")).isEqualTo(2);
    services.deadLetter(List.of(copy));
    assertThat(services.reconcile().missing()).containsExactly(line(lost, "event", "e-0"));

    services.deadLetter(List.of(services.sendCopy(lost)));
    assertThat(services.reconcile().exitCode()).isZero();
  }

  private static long noon(int seconds) {
    return Instant.parse("2026-11-24T12:00:00Z").plusSeconds(seconds).toEpochMilli();
  }

  private Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()));
  }

  @Test
  void wantsToKnowWhatTombstonesDo() throws Exception {
    services.sendEvents(List.of("e-0"));
    ConsumerRecord<byte[], byte[]> tombstone = services.send(0, null, bytes("e-0"), null);
    services.store(List.of("e-0"));

    Outcome unsaid = services.reconcile();
    assertThat(unsaid.exitCode()).isEqualTo(2);
    assertThat(unsaid.err())
        .isEqualTo(
            "--tombstones has to be given, as the pipeline has it: the record of partition 0,"
                + " offset 1 is a tombstone without a dead letter\n");

    Outcome without = services.reconcile("--tombstones=deadletter");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.missing()).containsExactly(line(tombstone, "tombstone", "e-0"));

    services.deadLetter(List.of(tombstone));
    Outcome with = services.reconcile();
    assertThat(with.exitCode()).isZero();
    assertThat(with.count("tombstones")).isEqualTo(1);
    assertThat(with.count("dead-lettered")).isEqualTo(1);
  }

  /** What is gone by a tombstone is not missing, and a tombstone that did nothing is. */
  @Test
  void followsTombstonesThatDelete() throws Exception {
    services.sendEvents(List.of("gone", "lost", "again"));
    ConsumerRecord<byte[], byte[]> lost = services.sendEvents(List.of("lost")).get(0);
    services.send(0, null, bytes("gone"), null);
    services.send(1, null, bytes("never seen"), null);
    services.send(2, null, bytes("again"), null);
    services.send(2, null, bytes("again"), ReconcileServices.event("again"));
    ConsumerRecord<byte[], byte[]> undone = services.send(1, null, bytes("stays"), null);
    ConsumerRecord<byte[], byte[]> notText = services.send(1, null, new byte[] {-1}, null);
    services.store(List.of("again", "stays"));

    Outcome outcome = services.reconcile("--tombstones=delete");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.missing())
        .containsExactlyInAnyOrder(
            line(new ConsumerRecord<>("", 1, 0, null, null), "event", "lost"),
            line(lost, "event", "lost"),
            line(undone, "tombstone", "stays"),
            line(notText, "tombstone", null));
    assertThat(outcome.count("events")).isEqualTo(5);
    assertThat(outcome.count("tombstones")).isEqualTo(5);
    assertThat(outcome.count("stored")).as("again, both times").isEqualTo(2);
    assertThat(outcome.count("deleted by a tombstone")).as("gone").isEqualTo(1);
    assertThat(outcome.count("tombstones carried out"))
        .as("of gone, never seen and again")
        .isEqualTo(3);

    services.store(List.of("lost"));
    services.delete(List.of("stays"));
    services.deadLetter(List.of(notText));
    assertThat(services.reconcile("--tombstones=delete").exitCode()).isZero();
  }

  /** The point is still that of the first event, which the tombstone should have taken away. */
  @Test
  void aLaterEventThatWasNotStoredExcusesNoTombstone() throws Exception {
    services.send(0, null, bytes("e"), ReconcileServices.event("e"));
    ConsumerRecord<byte[], byte[]> tombstone = services.send(0, null, bytes("e"), null);
    services.deadLetter(List.of(services.send(0, null, bytes("e"), ReconcileServices.event("e"))));
    services.store(List.of("e"));
    ConsumerRecord<byte[], byte[]> copy = services.sendCopy(tombstone);

    Outcome outcome = services.reconcile("--tombstones=delete");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.missing())
        .containsExactly(line(tombstone, "tombstone", "e"), line(copy, "tombstone", "e"));
    assertThat(outcome.count("read")).isEqualTo(4);
    assertThat(outcome.count("stored")).isEqualTo(2);
    assertThat(outcome.count("tombstones carried out")).isZero();
    assertThat(outcome.count("missing")).isEqualTo(2);
  }

  /** A tombstone behind the range's end accounts for an event within it. */
  @Test
  void looksForTombstonesBehindTheRange() throws Exception {
    long noon = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();
    services.send(0, noon, bytes("gone"), ReconcileServices.event("gone"));
    services.send(0, noon + 2_000, bytes("gone"), null);

    Outcome outcome = services.reconcile("--tombstones=delete", "--to=2026-11-24T12:00:01Z");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.count("read")).isEqualTo(1);
    assertThat(outcome.count("deleted by a tombstone")).isEqualTo(1);
  }

  @Test
  void aRepairSendsTheMissingAgainAndNothingElse() throws Exception {
    List<String> ids = ids(3_000);
    services.sendEvents(ids);
    ConsumerRecord<byte[], byte[]> first =
        services.send(1, 5L, bytes("key"), ReconcileServices.event("lost"));
    ConsumerRecord<byte[], byte[]> second = services.send(1, null, null, bytes("{broken"));
    services.store(ids);
    Map<Integer, Long> before = services.ends();

    Outcome repair = services.reconcile("--repair", "--wait=0");

    assertThat(repair.exitCode()).isEqualTo(1);
    assertThat(repair.out())
        .endsWith(
            """
            Sent 2 records again
            None of them is stored or dead-lettered yet: the next run of the pipeline takes them
            """);
    List<ConsumerRecord<byte[], byte[]>> copies = services.read(before, 2);
    assertThat(copies).hasSize(2);
    checkCopy(copies.get(0), first);
    checkCopy(copies.get(1), second);

    // What a pipeline does with the copies settles the originals too.
    services.store(List.of("lost"));
    services.deadLetter(copies.subList(1, 2));
    Outcome after = services.reconcile("--repair");
    assertThat(after.exitCode()).isZero();
    assertThat(after.count("missing")).isZero();
    assertThat(after.count("read")).isEqualTo(3_004);
    assertThat(after.count("dead-lettered")).isEqualTo(2);
    assertThat(after.out()).doesNotContain("Sent");
  }

  private void checkCopy(
      ConsumerRecord<byte[], byte[]> copy, ConsumerRecord<byte[], byte[]> original) {
    assertThat(copy.partition()).isEqualTo(original.partition());
    assertThat(copy.key()).isEqualTo(original.key());
    assertThat(copy.value()).isEqualTo(original.value());
    assertThat(copy.timestamp()).isGreaterThan(5);
    assertThat(copy.headers().toArray())
        .extracting(header -> header.key(), header -> header.value())
        .containsExactly(
            tuple("trace", new byte[] {1, 2}),
            tuple("trace", null),
            tuple("vectorstream.topic", bytes(services.topic)),
            tuple("vectorstream.partition", bytes(Integer.toString(original.partition()))),
            tuple("vectorstream.offset", bytes(Long.toString(original.offset()))),
            tuple("vectorstream.timestamp", bytes(Long.toString(original.timestamp()))));
  }

  @Test
  @Timeout(120)
  void aRepairWaitsForThePipeline() throws Exception {
    services.sendEvents(List.of("e-0", "e-1"));
    ConsumerRecord<byte[], byte[]> broken = services.send(2, null, null, bytes("{broken"));
    services.store(List.of("e-0"));
    Map<Integer, Long> before = services.ends();
    Thread pipeline =
        new Thread(
            () -> {
              List<ConsumerRecord<byte[], byte[]>> copies = services.read(before, 2);
              try {
                services.store(List.of("e-1"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              services.deadLetter(
                  copies.stream().filter(copy -> copy.partition() == broken.partition()).toList());
            });
    pipeline.start();

    Outcome repair = services.reconcile("--repair", "--wait=9223372036854775807");
    pipeline.join();

    assertThat(repair.out())
        .as(repair.err())
        .endsWith("Sent 2 records again\nAll of them are stored or dead-lettered now\n");
    assertThat(repair.exitCode()).isZero();
  }

  @Test
  void anotherRepairSendsNothingThatThePipelineHasYetToTake() throws Exception {
    for (int i = 0; i < 3; i++) {
      services.send(1, null, bytes("e-" + i), ReconcileServices.event("e-" + i));
    }
    services.store(List.of("e-2"));
    Map<Integer, Long> before = services.ends();
    String[] flags = {"--repair", "--wait=0", "--groupId=workers"};
    commit("workers", 3);
    assertThat(services.reconcile(flags).out()).contains("Sent 2 records again");

    Outcome again = services.reconcile(flags);

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.count("missing")).isEqualTo(4);
    assertThat(again.out())
        .endsWith("Left 4 of which the pipeline has yet to take a copy\nSent 0 records again\n");
    assertThat(services.read(before, 2)).hasSize(2);

    // The copies got lost too.
    commit("workers", 5);
    assertThat(services.reconcile(flags).out()).contains("Sent 2 records again");
    assertThat(services.read(before, 4)).hasSize(4);
  }

  /** Kafka refuses a batch for one record of it. */
  @Test
  void aRecordThatKafkaDoesNotTakeKeepsNoOtherBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      byte[] key = i == 1 ? null : bytes("e-" + i);
      services.send(1, null, key, ReconcileServices.event("e-" + i));
    }
    compactTopic();
    Map<Integer, Long> before = services.ends();

    Outcome repair = services.reconcile("--repair", "--wait=0");

    assertThat(repair.exitCode()).isEqualTo(1);
    assertThat(repair.out()).contains("Left 1 that Kafka does not take\nSent 2 records again\n");
    assertThat(repair.err()).startsWith("1/1: Kafka does not take its record: ").hasLineCount(1);
    assertThat(services.read(before, 2))
        .extracting(copy -> new String(copy.key(), UTF_8))
        .as("in any order: those of the batch that was refused are sent once more")
        .containsExactlyInAnyOrder("e-0", "e-2");
  }

  @Test
  void aRepairThatKafkaStopsSaysHowFarItCame() throws Exception {
    services.send(1, null, bytes("e-0"), ReconcileServices.event("e-0"));
    // Kafka is asked for the topic's leader, and not waited for.
    Path impatient = Files.writeString(folder.resolve("producer.properties"), "max.block.ms=0");

    Outcome repair = services.reconcile("--repair", "--kafkaProperties=" + impatient);

    assertThat(repair.exitCode()).isEqualTo(2);
    assertThat(repair.out()).isEqualTo("Sent at least 0 records again, and did not get further\n");
    assertThat(repair.err())
        .isEqualTo("Kafka at " + kafka.bootstrapServers() + " answers too slowly\n");
  }

  private void compactTopic() throws Exception {
    try (Admin admin = admin()) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, services.topic);
      AlterConfigOp compact =
          new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(compact))).all().get();
    }
  }

  @Test
  void doesWithoutADeadLetterTopicAndSaysSo() throws Exception {
    services.kafka.createTopic("alone", 1);

    Outcome outcome = services.reconcile("--topic=alone");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .isEqualTo("There is no topic alone.dlq: no record counts as dead-lettered\n");
    assertThat(outcome.count("read")).isZero();
  }

  @Test
  void aMistakeIsOneSentence() {
    assertThat(services.reconcile("--from=latest", "--to=latest").exitCode()).isZero();

    assertMistake(
        "Qdrant at " + services.store.url() + " has no collection other", "--collection=other");
    assertMistake(
        "--topic: there is no topic other at " + services.kafka.bootstrapServers(),
        "--topic=other");
    assertMistake(
        "--deadLetterTopic: there is no topic other at " + services.kafka.bootstrapServers(),
        "--deadLetterTopic=other");
    assertMistake(
        "Qdrant cannot be reached at http://127.0.0.1:1", "--qdrantUrl=http://127.0.0.1:1");
  }

  private void assertMistake(String sentence, String flag) {
    Outcome outcome = services.reconcile(flag);
    assertThat(outcome.err()).isEqualTo(sentence + "\n");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aMappingSaysWhichPointsARecordHas() throws Exception {
    Path mapping =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            fields: {event_id: /order, timestamp: /at}
            items: {path: /lines, key: /sku}
            """);
    ConsumerRecord<byte[], byte[]> whole = services.send(0, null, bytes("o-1"), order("o-1"));
    ConsumerRecord<byte[], byte[]> half = services.send(0, null, bytes("o-2"), order("o-2"));
    ConsumerRecord<byte[], byte[]> lost = services.send(1, null, bytes("o-3"), order("o-3"));
    ConsumerRecord<byte[], byte[]> other =
        services.send(1, null, null, ReconcileServices.event("e"));
    services.store(List.of(item("o-1", "a"), item("o-1", "b"), item("o-2", "a"), "o-3"));
    services.deadLetter(List.of(other));

    ReconcileServices.Outcome outcome = services.reconcile("--mapping=" + mapping);

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.count("events")).isEqualTo(3);
    assertThat(outcome.count("unreadable")).isEqualTo(1);
    assertThat(outcome.count("stored")).isEqualTo(1);
    assertThat(outcome.missing())
        .containsExactlyInAnyOrder(line(half, "event", "o-2"), line(lost, "event", "o-3"));
    assertThat(whole.offset()).isZero();

    services.store(List.of(item("o-2", "b"), item("o-3", "a"), item("o-3", "b")));
    assertThat(services.reconcile("--mapping=" + mapping).exitCode()).isZero();
  }

  @Test
  void aValueMaySayThatAnEventIsGone() throws Exception {
    services.send(0, null, null, bytes("{\"op\": \"c\", \"ts_ms\": 0, \"after\": {\"id\": 1}}"));
    ConsumerRecord<byte[], byte[]> gone =
        services.send(0, null, null, bytes("{\"op\": \"d\", \"before\": {\"id\": 1}}"));
    String[] flags = {"--mapping=builtin:debezium", "--tombstones=delete"};

    ReconcileServices.Outcome outcome = services.reconcile(flags);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.count("tombstones carried out")).isEqualTo(1);
    assertThat(outcome.count("deleted by a tombstone")).isEqualTo(1);

    services.store(List.of("1"));
    assertThat(services.reconcile(flags).missing()).containsExactly(line(gone, "tombstone", "1"));
  }

  private static byte[] order(String id) {
    return bytes(
        "{\"order\": \"%s\", \"at\": \"2026-11-24T10:00:00Z\", \"lines\": [{\"sku\": \"a\"}, {\"sku\": \"b\"}]}"
            .formatted(id));
  }

  private static String item(String order, String sku) {
    return PointIds.of(order, sku).getUuid();
  }
}
