package io.vectorstream.deadletter.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.deadletter.archive.NewestFirst.Bounds;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending the records of dead letters back, with a real broker. */
final class LetterReplayIT {

  @TempDir static Path folder;

  private static EmbeddedKafka broker;

  private final List<ReplayOutcome> outcomes = new ArrayList<>();
  private LetterTopics topics;
  private LetterArchive archive;

  @BeforeAll
  static void startBroker() {
    // Its records are older than a topic keeps them by default.
    broker = EmbeddedKafka.start(folder, 0, Map.of("log.retention.ms", "-1"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() throws Exception {
    open(Map.of());
  }

  private void open(Map<String, String> settings) throws Exception {
    topics = new LetterTopics(broker, settings);
    archive = LetterArchive.open(topics.kafka, topics.letters);
  }

  @AfterEach
  void close() {
    archive.close();
    topics.close();
  }

  private ReplayTally replayAll(LetterFilter filter) throws Exception {
    outcomes.clear();
    try (LetterReplay replay = new LetterReplay(topics.kafka, archive, topics.topic::equals)) {
      return replay.replayAll(filter, outcomes::add, progress -> {});
    }
  }

  private static List<org.assertj.core.groups.Tuple> headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .map(
            header ->
                tuple(
                    header.key(),
                    header.value() == null ? null : new String(header.value(), UTF_8)))
        .toList();
  }

  @Test
  void aRecordComesBackAsItWasWithItsPlaceBehind() throws Exception {
    Headers headers = new RecordHeaders().add("trace", null).add("trace", "a".getBytes(UTF_8));
    topics.headersOfLetter("parse", "reason", 2, 40).forEach(headers::add);
    RecordMetadata letter =
        topics.send(
            new ProducerRecord<>(
                topics.letters, 1, "k".getBytes(UTF_8), new byte[] {-1, 0}, headers));

    ReplayOutcome outcome;
    try (LetterReplay replay = new LetterReplay(topics.kafka, archive, topics.topic::equals)) {
      outcome = replay.replay(1, letter.offset()).orElseThrow();
      assertThat(replay.replay(1, letter.offset() + 1)).isEmpty();
    }

    assertThat(outcome)
        .isEqualTo(
            new ReplayOutcome(1, letter.offset(), new RecordPlace(topics.topic, 2, 0), null));
    ConsumerRecord<byte[], byte[]> copy = topics.events().get(0);
    assertThat(copy.partition()).isEqualTo(2);
    assertThat(copy.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(copy.value()).isEqualTo(new byte[] {-1, 0});
    assertThat(copy.timestamp()).isGreaterThan(LetterTopics.NOON.toEpochMilli());
    assertThat(headers(copy))
        .containsExactly(
            tuple("trace", null),
            tuple("trace", "a"),
            tuple("vectorstream.topic", topics.topic),
            tuple("vectorstream.partition", "2"),
            tuple("vectorstream.offset", "40"),
            tuple("vectorstream.timestamp", Long.toString(LetterTopics.NOON.toEpochMilli())));
    assertThat(archive.get(1, letter.offset())).as("the letter stays").isPresent();
  }

  /** Several chunks of each partition, a third of which match. */
  @Test
  void allThatMatchAreSent() throws Exception {
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      String stage = List.of("parse", "embed", "write").get(i % 3);
      letters.add(
          topics.letter(i % 2, i, "v" + i, topics.headersOfLetter(stage, "reason", i % 3, i)));
    }
    topics.sendAll(letters);

    assertThat(replayAll(LetterFilter.all().withStage("embed")))
        .isEqualTo(new ReplayTally(2_000, 0, 0));

    assertThat(outcomes).hasSize(2_000).allMatch(ReplayOutcome::isSent);
    List<ConsumerRecord<byte[], byte[]>> events = topics.events();
    assertThat(events).hasSize(2_000).allMatch(event -> event.partition() == 1);
    for (ConsumerRecord<byte[], byte[]> event : events) {
      String number = new String(event.value(), UTF_8).substring(1);
      assertThat(headers(event)).contains(tuple("vectorstream.offset", number));
    }
    assertThat(events.stream().map(event -> new String(event.value(), UTF_8)).distinct())
        .hasSize(2_000);
  }

  /** However many there are behind it. */
  @Test
  void aLetterFromTheFutureHidesNoOther() throws Exception {
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int second = i == 5 ? 9_999_999 : i;
      letters.add(
          topics.letter(0, second, "v" + i, topics.headersOfLetter("parse", "reason", 0, i)));
    }
    topics.sendAll(letters);
    archive.close();
    archive =
        LetterArchive.open(topics.kafka, topics.letters, new Bounds(10, Duration.ofMinutes(1)));

    assertThat(replayAll(LetterFilter.all().withUntil(LetterTopics.NOON.plusSeconds(20))))
        .isEqualTo(new ReplayTally(19, 0, 0));
    assertThat(topics.events())
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactlyElementsOf(
            IntStream.range(0, 20).filter(i -> i != 5).mapToObj(i -> "v" + i).toList());
  }

  /** A record that failed again, and a bundle that was tried again, have two letters. */
  @Test
  void aRecordIsSentOnceHoweverManyLettersItHas() throws Exception {
    topics.send(topics.letter(0, 1, "v", topics.headersOfLetter("parse", "reason", 0, 5)));
    topics.send(topics.letter(1, 2, "v", topics.headersOfLetter("parse", "reason", 0, 5)));
    Headers ofCopy =
        new RecordHeaders()
            .add("vectorstream.topic", topics.topic.getBytes(UTF_8))
            .add("vectorstream.partition", "0".getBytes(UTF_8))
            .add("vectorstream.offset", "5".getBytes(UTF_8));
    topics.headersOfLetter("parse", "reason", 0, 9).forEach(ofCopy::add);
    topics.send(topics.letter(0, 3, "v", ofCopy));
    topics.send(topics.letter(0, 4, "other", topics.headersOfLetter("parse", "reason", 0, 5)));
    topics.send(topics.letter(0, 5, "v", topics.headersOfLetter("parse", "reason", 0, 6)));

    assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(3, 2, 0));
    assertThat(topics.events())
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactly("v", "other", "v");
  }

  @Test
  void whatCannotBeSentIsLeftAndSaysWhy() throws Exception {
    topics.send(topics.letter(0, 1, "no letter", new RecordHeaders()));
    topics.send(topics.letter(0, 2, "v", topics.headersOfLetter("parse", "reason", 7, 5)));
    Headers elsewhere = topics.headersOfLetter("parse", "reason", 0, 5);
    elsewhere.remove("vectorstream.topic");
    elsewhere.remove("vectorstream.partition");
    elsewhere.remove("vectorstream.offset");
    elsewhere
        .add("vectorstream.topic", "secrets".getBytes(UTF_8))
        .add("vectorstream.partition", "0".getBytes(UTF_8))
        .add("vectorstream.offset", "5".getBytes(UTF_8));
    topics.send(topics.letter(0, 3, "v", elsewhere));
    topics.send(topics.letter(0, 4, "good", topics.headersOfLetter("parse", "reason", 1, 5)));

    assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(1, 0, 3));
    assertThat(outcomes)
        .extracting(ReplayOutcome::offset, ReplayOutcome::obstacle)
        .containsExactly(
            tuple(0L, "it does not say where its record came from"),
            tuple(
                1L,
                "its record came from partition 7 of the topic "
                    + topics.topic
                    + ", which is not there any more"),
            tuple(2L, "its record came from the topic secrets, which is not to be written to"),
            tuple(3L, null));
    assertThat(topics.events())
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactly("good");
  }

  /** Kafka refuses a batch for one record of it: its neighbours are sent all the same. */
  @Test
  void aRecordThatKafkaDoesNotTakeKeepsNoOtherBack() throws Exception {
    close();
    open(Map.of("cleanup.policy", "compact"));
    for (int i = 0; i < 5; i++) {
      Headers headers = topics.headersOfLetter("parse", "reason", 0, i);
      byte[] key = i == 2 ? null : new byte[] {(byte) i};
      topics.send(new ProducerRecord<>(topics.letters, 0, key, "v".getBytes(UTF_8), headers));
    }

    assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(4, 0, 1));
    assertThat(outcomes.stream().filter(outcome -> !outcome.isSent()))
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.offset()).isEqualTo(2);
              assertThat(left.obstacle()).startsWith("Kafka does not take its record: ");
            });
    assertThat(topics.events()).hasSize(4);
  }

  @Test
  void aRecordThatWasTooLargeForItsLetterIsReadWhereItStands() throws Exception {
    Headers ofRecord = new RecordHeaders().add("trace", "a".getBytes(UTF_8));
    RecordMetadata gone = topics.send(event("gone"));
    RecordMetadata there =
        topics.send(
            new ProducerRecord<>(
                topics.topic,
                1,
                LetterTopics.NOON.toEpochMilli(),
                "k".getBytes(UTF_8),
                "large".getBytes(UTF_8),
                ofRecord));
    RecordMetadata other = topics.send(event("other"));
    topics.deleteBefore(topics.topic, 1, there.offset());
    sendWithoutContent(gone.offset(), 4);
    sendWithoutContent(there.offset(), "k".length() + "large".length() + "tracea".length());
    // A topic that was made again has another record there.
    sendWithoutContent(other.offset(), 999);

    assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(1, 0, 2));
    assertThat(outcomes)
        .extracting(ReplayOutcome::offset, ReplayOutcome::obstacle)
        .containsExactlyInAnyOrder(tuple(0L, lost(gone)), tuple(1L, null), tuple(2L, lost(other)));
    List<ConsumerRecord<byte[], byte[]>> events = topics.events();
    ConsumerRecord<byte[], byte[]> copy = events.get(events.size() - 1);
    assertThat(copy.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(copy.value()).isEqualTo("large".getBytes(UTF_8));
    assertThat(headers(copy))
        .containsExactly(
            tuple("trace", "a"),
            tuple("vectorstream.topic", topics.topic),
            tuple("vectorstream.partition", "1"),
            tuple("vectorstream.offset", Long.toString(there.offset())),
            tuple("vectorstream.timestamp", Long.toString(LetterTopics.NOON.toEpochMilli())));
  }

  @Test
  void aRecordTooLargeForItsLettersIsSentOnceHoweverOftenItFails() throws Exception {
    RecordMetadata record = topics.send(event("v"));
    letterWithoutContent(topics.events().get(0));
    for (int replays = 0; replays < 2; replays++) {
      assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(1, replays, 0));
      letterWithoutContent(topics.events().get(topics.events().size() - 1));
    }

    assertThat(topics.events())
        .extracting(ConsumerRecord::offset)
        .containsExactly(record.offset(), record.offset() + 1, record.offset() + 2);
  }

  /** What a pipeline writes of a record that is too large for its letter. */
  private void letterWithoutContent(ConsumerRecord<byte[], byte[]> record) throws Exception {
    Headers headers = new RecordHeaders(record.headers());
    long bytes = record.value().length;
    for (Header header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    topics
        .headersOfLetter("parse", "reason", record.partition(), record.offset())
        .forEach(headers::add);
    byte[] time = Long.toString(record.timestamp()).getBytes(UTF_8);
    headers.add("vectorstream.timestamp", time);
    headers.add("vectorstream.omitted_bytes", Long.toString(bytes).getBytes(UTF_8));
    topics.send(topics.letter(0, 1, null, headers));
  }

  private ProducerRecord<byte[], byte[]> event(String value) {
    return new ProducerRecord<>(
        topics.topic, 1, LetterTopics.NOON.toEpochMilli(), null, value.getBytes(UTF_8));
  }

  private void sendWithoutContent(long offset, long bytes) throws Exception {
    Headers headers = topics.headersOfLetter("parse", "reason", 1, offset);
    headers.add("vectorstream.omitted_bytes", Long.toString(bytes).getBytes(UTF_8));
    topics.send(topics.letter(0, 1, null, headers));
  }

  private String lost(RecordMetadata record) {
    return "its record was too large for a letter, and partition 1 of the topic %s does not have it at offset %s any more"
        .formatted(topics.topic, record.offset());
  }

  /** A letter that comes while letters are replayed may be about a record that failed again. */
  @Test
  void whatComesMeanwhileIsNotReplayed() throws Exception {
    topics.send(topics.letter(0, 1, "first", topics.headersOfLetter("parse", "reason", 0, 1)));
    List<String> sent = new ArrayList<>();

    try (LetterReplay replay = new LetterReplay(topics.kafka, archive, topics.topic::equals)) {
      ReplayTally tally =
          replay.replayAll(
              LetterFilter.all(),
              outcome -> {
                sent.add(outcome.partition() + "/" + outcome.offset());
                topics.producer.send(
                    topics.letter(
                        0,
                        2,
                        "again" + sent.size(),
                        topics.headersOfLetter("parse", "reason", 0, 100L + sent.size())));
                topics.producer.flush();
              },
              progress -> {});
      assertThat(tally).isEqualTo(new ReplayTally(1, 0, 0));
    }
    assertThat(sent).containsExactly("0/0");
    assertThat(archive.list(LetterFilter.all(), 10).letters()).hasSize(2);
  }

  @Test
  void anEmptyTopicHasNothingToReplay() throws Exception {
    assertThat(replayAll(LetterFilter.all())).isEqualTo(new ReplayTally(0, 0, 0));
    assertThat(topics.events()).isEmpty();
  }

  @Test
  void timesLeaveOutOthers() throws Exception {
    for (int i = 0; i < 9; i++) {
      topics.send(
          topics.letter(i % 3, i, "v" + i, topics.headersOfLetter("parse", "reason", 0, i)));
    }

    replayAll(
        LetterFilter.all()
            .withSince(LetterTopics.NOON.plusSeconds(3))
            .withUntil(LetterTopics.NOON.plusSeconds(5)));

    assertThat(topics.events())
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactlyInAnyOrder("v3", "v4");
  }
}
