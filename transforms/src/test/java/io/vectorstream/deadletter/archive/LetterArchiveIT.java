package io.vectorstream.deadletter.archive;

import static io.vectorstream.deadletter.archive.LetterTopics.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.deadletter.archive.NewestFirst.Bounds;
import io.vectorstream.local.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading dead letters from a real broker. */
final class LetterArchiveIT {

  @TempDir static Path folder;

  private static EmbeddedKafka broker;

  private LetterTopics topics;

  @BeforeAll
  static void startBroker() {
    // Its records are older and larger than a topic keeps them by default.
    broker =
        EmbeddedKafka.start(
            folder, 0, Map.of("log.retention.ms", "-1", "message.max.bytes", "" + (32 << 20)));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() throws Exception {
    topics = new LetterTopics(broker, Map.of());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private static List<String> values(LetterPage page) {
    return page.letters().stream().map(letter -> letter.value().text().orElseThrow()).toList();
  }

  /** Letters to the partitions in turn, one each second, each with its number as its value. */
  private void sendInTurn(int count) throws Exception {
    sendInTurn(count, 1);
  }

  private void sendInTurn(int count, int secondsBetween) throws Exception {
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      letters.add(
          topics.letter(
              i % LetterTopics.PARTITIONS,
              (long) secondsBetween * i,
              Integer.toString(i),
              topics.headersOfLetter(i % 10 == 0 ? "write" : "parse", "reason " + i, 0, i)));
    }
    topics.sendAll(letters);
  }

  private static List<String> numbers(int from, int to, int step) {
    List<String> numbers = new ArrayList<>();
    for (int i = from; i > to; i -= step) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }

  @Test
  void theNewestOfAllPartitionsComeFirst() throws Exception {
    sendInTurn(6_000);

    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      LetterPage page = archive.list(LetterFilter.all(), 20);
      assertThat(values(page)).isEqualTo(numbers(5_999, 5_979, 1));
      assertThat(page.read()).as("of 6,000").isEqualTo(300);
      assertThat(page.isCutShort()).isFalse();

      assertThat(values(archive.list(LetterFilter.all(), 1_000)))
          .isEqualTo(numbers(5_999, 4_999, 1));
      assertThat(values(archive.list(LetterFilter.all().withStage("write"), 400)))
          .isEqualTo(numbers(5_990, 1_990, 10));
      assertThat(values(archive.list(LetterFilter.all().withReason("REASON 17"), 3)))
          .containsExactly("1799", "1798", "1797");
      assertThat(
              values(
                  archive.list(
                      LetterFilter.all()
                          .withSince(NOON.plusSeconds(7))
                          .withUntil(NOON.plusSeconds(10)),
                      20)))
          .containsExactly("9", "8", "7");
      assertThat(values(archive.list(LetterFilter.all().withSince(NOON.plusSeconds(6_000)), 20)))
          .isEmpty();
      assertThat(archive.list(LetterFilter.all().withStage("embed"), 20))
          .isEqualTo(new LetterPage(List.of(), 6_000, false));
    }
  }

  @Test
  void aListIsNeitherEmptyNorEndless() throws Exception {
    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      assertThat(archive.exists()).isTrue();
      assertThat(archive.list(LetterFilter.all(), 1))
          .isEqualTo(new LetterPage(List.of(), 0, false));
      assertThatThrownBy(() -> archive.list(LetterFilter.all(), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a list has 1 to 1000 letters, 0 were asked for");
      assertThatThrownBy(() -> archive.list(LetterFilter.all(), 1_001))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTopicThatIsNotThereHasNoLetters() throws Exception {
    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.topic + ".none")) {
      assertThat(archive.exists()).isFalse();
      assertThat(archive.list(LetterFilter.all(), 20).letters()).isEmpty();
      assertThat(archive.get(0, 0)).isEmpty();
      assertThat(archive.count(LetterFilter.all(), 10).counted()).isZero();
      assertThat(archive.exists()).as("reading has not made it").isFalse();
    }
  }

  /** What no filter finds must not keep a caller, or take its memory. */
  @Test
  void readingStopsAtItsBounds() throws Exception {
    sendInTurn(6_000, 60);

    Bounds few = new Bounds(1_000, Duration.ofMinutes(1));
    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters, few)) {
      LetterPage page = archive.list(LetterFilter.all().withReason("reason 7"), 600);
      assertThat(page.isCutShort()).isTrue();
      assertThat(page.read()).isBetween(1_000L, 3_000L);
      assertThat(page.letters()).isEmpty();

      LetterPage old = archive.list(LetterFilter.all().withUntil(NOON.plusSeconds(60_000)), 3);
      assertThat(values(old))
          .as("it skips what is too much to read")
          .containsExactly("999", "998", "997");
      assertThat(old.isCutShort()).isFalse();
    }
    Bounds noTime = new Bounds(1_000_000, Duration.ZERO);
    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters, noTime)) {
      assertThat(archive.list(LetterFilter.all(), 20))
          .isEqualTo(new LetterPage(List.of(), 0, true));
      assertThat(archive.count(LetterFilter.all(), 20).isAll()).isFalse();
    }
  }

  @Test
  void aLetterFromTheFutureHidesNoOther() throws Exception {
    sendInTurn(30);
    topics.send(
        topics.letter(0, 9_999_999, "future", topics.headersOfLetter("parse", "clock", 0, 30)));
    topics.send(topics.letter(0, 31, "31", topics.headersOfLetter("parse", "reason", 0, 31)));

    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      assertThat(values(archive.list(LetterFilter.all().withUntil(NOON.plusSeconds(3_000)), 2)))
          .containsExactly("31", "29");
    }
  }

  @Test
  void countsAreOfTheNewest() throws Exception {
    sendInTurn(600);

    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      LetterCounts all = archive.count(LetterFilter.all(), 100_000);
      assertThat(all.counted()).isEqualTo(600);
      assertThat(all.isAll()).isTrue();
      assertThat(all.byStage()).isEqualTo(Map.of("parse", 540L, "write", 60L));
      assertThat(all.byReason()).containsExactly(new LetterCounts.OfReason("reason 599", 600));

      LetterCounts newest = archive.count(LetterFilter.all(), 50);
      assertThat(newest.counted()).isEqualTo(50);
      assertThat(newest.isAll()).isFalse();
      assertThat(newest.byStage()).isEqualTo(Map.of("parse", 45L, "write", 5L));
      assertThat(archive.count(LetterFilter.all().withStage("write"), 60).isAll()).isTrue();
      assertThat(archive.count(LetterFilter.all().withStage("write"), 59).isAll()).isFalse();
    }
  }

  @Test
  void largeLettersAreListedByTheirBeginningsAndGotWhole() throws Exception {
    String large = "x".repeat(9 << 20);
    long offset = 0;
    for (int i = 0; i < 4; i++) {
      offset =
          topics
              .send(topics.letter(1, i, large + i, topics.headersOfLetter("parse", "large", 0, i)))
              .offset();
    }

    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      LetterPage page = archive.list(LetterFilter.all(), 10);
      assertThat(page.letters()).hasSize(4);
      assertThat(page.letters().get(0).value().bytes()).hasSize(LetterArchive.LISTED_BYTES);
      assertThat(page.letters().get(0).value().size()).isEqualTo(large.length() + 1);
      assertThat(archive.get(1, offset).orElseThrow().value().text()).contains(large + 3);
    }
  }

  @Test
  void whereThereIsNoLetterNoneIsGot() throws Exception {
    sendInTurn(30);
    topics.deleteBefore(topics.letters, 0, 4);

    try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
      assertThat(archive.get(0, 4))
          .map(letter -> letter.value().text().orElseThrow())
          .contains("12");
      assertThat(archive.get(0, 9)).isPresent();
      assertThat(archive.get(0, 3)).as("deleted").isEmpty();
      assertThat(archive.get(0, 10)).as("not yet").isEmpty();
      assertThat(archive.get(0, -1)).isEmpty();
      assertThat(archive.get(-1, 0)).isEmpty();
      assertThat(archive.get(3, 0)).as("no such partition").isEmpty();
      assertThat(archive.list(LetterFilter.all(), 1_000).letters()).hasSize(26);
    }
  }

  /** Offsets: 0 aborted, 1 its mark, 2 committed, 3 its mark, 4 open. */
  @Test
  void whatATransactionHasNotCommittedIsNoLetter() throws Exception {
    try (Producer<byte[], byte[]> writer =
        topics.kafka.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.letters))) {
      writer.initTransactions();
      writer.beginTransaction();
      writer.send(letterOf("aborted")).get();
      writer.abortTransaction();
      writer.beginTransaction();
      writer.send(letterOf("committed")).get();
      writer.commitTransaction();
      writer.beginTransaction();
      writer.send(letterOf("open")).get();

      try (LetterArchive archive = LetterArchive.open(topics.kafka, topics.letters)) {
        assertThat(values(archive.list(LetterFilter.all(), 10))).containsExactly("committed");
        assertThat(archive.get(0, 0)).isEmpty();
        assertThat(archive.get(0, 1)).isEmpty();
        assertThat(archive.get(0, 2))
            .map(letter -> letter.value().bytes())
            .contains("committed".getBytes(UTF_8));
        assertThat(archive.get(0, 3)).isEmpty();
        assertThat(archive.get(0, 4)).isEmpty();
      }
    }
  }

  private ProducerRecord<byte[], byte[]> letterOf(String value) {
    return topics.letter(0, 1, value, topics.headersOfLetter("parse", "reason", 0, 1));
  }
}
