package io.vectorstream.tools.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.tools.deadletters.LetterServices.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker. */
final class DeadLettersIT {

  @TempDir static Path folder;

  private static EmbeddedKafka kafka;

  private LetterServices services;

  @BeforeAll
  static void startBroker() {
    // Its records are older than a topic keeps them by default.
    kafka = EmbeddedKafka.start(folder, 0, Map.of("log.retention.ms", "-1"));
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void open() {
    services = new LetterServices(kafka);
  }

  @AfterEach
  void close() {
    services.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void sendFour() throws Exception {
    services.letter(0, 1, "parse", "event_id is missing or blank", bytes("k"), bytes("{}"));
    services.letter(2, 3, "embed", "it has no text", null, bytes("kulaklık"));
    services.letter(1, 2, "write", "Qdrant refuses it", bytes(""), new byte[] {-1, 0, 1});
    services.letter(0, 4, "parse", "the record has no value", bytes("gone"), null);
  }

  @Test
  void theNewestComeFirst() throws Exception {
    sendFour();

    Outcome outcome = services.run("list");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().replace(services.topic, "events"))
        .isEqualToNormalizingNewlines(
            """
            0/1  2026-01-31T12:00:04Z  parse  of events 0/1004
                  the record has no value
                  key gone, value (none)
            2/0  2026-01-31T12:00:03Z  embed  of events 2/1003
                  it has no text
                  key (none), value kulaklık
            1/0  2026-01-31T12:00:02Z  write  of events 1/1002
                  Qdrant refuses it
                  key , value base64 /wAB
            0/0  2026-01-31T12:00:01Z  parse  of events 0/1001
                  event_id is missing or blank
                  key k, value {}
            """);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void flagsLeaveOutOthers() throws Exception {
    sendFour();

    assertThat(services.run("list", "--limit=2").addresses()).containsExactly("0/1", "2/0");
    assertThat(services.run("list", "--stage=parse").addresses()).containsExactly("0/1", "0/0");
    assertThat(services.run("list", "--reason=HAS NO").addresses()).containsExactly("0/1", "2/0");
    assertThat(
            services
                .run("list", "--since=2026-01-31T12:00:02Z", "--until=2026-01-31T15:00:04+03:00")
                .addresses())
        .containsExactly("2/0", "1/0");
    Outcome none = services.run("list", "--stage=parse", "--reason=Qdrant");
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualToIgnoringNewLines("There is no such letter");
    assertThat(none.exitCode()).isZero();
  }

  @Test
  void countsAreByStageAndByReason() throws Exception {
    sendFour();
    services.letter(0, 5, "parse", "not JSON (character 4)", null, bytes("{"));
    services.letter(0, 6, "parse", "not JSON (character 17)", null, bytes("{"));

    assertThat(services.run("list", "--counts").out())
        .isEqualToNormalizingNewlines(
            """
            All 6 letters
                       1  embed
                       4  parse
                       1  write
            Reasons, such as
                       2  not JSON (character 17)
                       1  Qdrant refuses it
                       1  event_id is missing or blank
                       1  it has no text
                       1  the record has no value
            """);
    assertThat(services.run("list", "--counts", "--stage=embed").out())
        .isEqualToNormalizingNewlines(
            """
            All 1 letters
                       1  embed
            Reasons, such as
                       1  it has no text
            """);
  }

  @Test
  void oneIsShownWhole() throws Exception {
    String value = "{\n  \"name\": \"" + "kulaklık ".repeat(1_000) + "\"\n}";
    services.letter(1, 1, "parse", "event_id is missing or blank", bytes("k"), bytes(value));
    services.letter(1, 2, "write", "Qdrant refuses it", null, new byte[] {-1, 0, 1});

    assertThat(services.run("show", "1/0").out().replace(services.topic, "events"))
        .isEqualToNormalizingNewlines(
            """
            letter    1/0
            time      2026-01-31T12:00:01Z
            stage     parse
            reason    event_id is missing or blank
            exception (none)
            record    events 1/1001
            its time  2026-01-31T11:59:01Z
            header    trace: abc
            header    trace: (none)
            key       1 bytes
                k
            value     %s bytes
                {
                  "name": "%s"
                }
            """
                .formatted(bytes(value).length, "kulaklık ".repeat(1_000)));
    assertThat(services.run("show", "1/1").out())
        .endsWith(
            """
            key       (none)
            value     3 bytes, which are not UTF-8, as base64
                /wAB
            """);
    Outcome raw = services.run("show", "1/1", "--raw");
    assertThat(raw.bytes()).isEqualTo(new byte[] {-1, 0, 1});
    assertThat(raw.out()).isEmpty();
    assertThat(services.run("show", "1/0", "--raw").bytes()).isEqualTo(bytes(value));
  }

  @Test
  void whatIsNotThereIsNotShown() throws Exception {
    services.letter(0, 1, "parse", "the record has no value", bytes("k"), null);
    services.letterWithoutContent(0, 2, 77);

    assertMistake("there is no letter at 0/2 of the topic " + services.letters, "show", "0/2");
    assertMistake("there is no letter at 9/0 of the topic " + services.letters, "show", "9/0");
    assertMistake("there is no letter at 1/0 of the topic " + services.letters, "replay", "1/0");
    assertMistake("the record of the letter at 0/0 has no value", "show", "0/0", "--raw");
    assertMistake(
        "the letter at 0/1 has no content: its record was too large for it",
        "show",
        "0/1",
        "--raw");
    assertThat(services.run("show", "0/1").out())
        .endsWith("left out  77 bytes, too many for a letter" + System.lineSeparator());
    assertThat(services.run("list").out()).contains("key (left out), value (left out)");
  }

  @Test
  void aMistakeIsOneSentence() throws IOException {
    Path impatient =
        Files.writeString(folder.resolve("kafka.properties"), "default.api.timeout.ms=500");
    assertMistake(
        "Kafka cannot be reached at 127.0.0.1:1",
        "list",
        "--bootstrapServers=127.0.0.1:1",
        "--kafkaProperties=" + impatient);
    assertMistake(
        "--topic: there is no topic other.dlq at " + kafka.bootstrapServers(),
        "list",
        "--topic=other");
    assertMistake(
        "--deadLetterTopic: there is no topic other at " + kafka.bootstrapServers(),
        "replay",
        "--all",
        "--deadLetterTopic=other");
  }

  private void assertMistake(String sentence, String... args) {
    Outcome outcome = services.run(args);
    assertThat(outcome.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.bytes()).isEmpty();
  }

  /** Every part of a letter is written by somebody else. */
  @Test
  void noByteOfALetterReachesTheTerminalAsAControlCharacter() throws Exception {
    StringBuilder evil = new StringBuilder("\u001b]0;owned\u0007\u001b[2J\u009b1m\r\u202e\u0085");
    for (char character = 0; character < 0xA0; character++) {
      evil.append(character);
    }
    byte[] everything = new byte[256];
    for (int i = 0; i < everything.length; i++) {
      everything[i] = (byte) i;
    }
    RecordHeaders headers = new RecordHeaders();
    headers.add("a\u001b[31m", bytes(evil.toString())).add("b", everything);
    for (String name :
        new String[] {"stage", "reason", "exception", "topic", "timestamp", "omitted_bytes"}) {
      headers.add("vectorstream." + name, bytes(evil + name));
      if (name.equals("topic")) {
        headers.add("vectorstream.partition", bytes("0")).add("vectorstream.offset", bytes("1"));
      }
    }
    services.send(0, 1, bytes(evil.toString()), bytes(evil.toString()), headers);
    services.send(0, 2, everything, everything, headers);

    for (String[] args :
        new String[][] {
          {"list"}, {"list", "--counts"}, {"show", "0/0"}, {"show", "0/1"}, {"replay", "--all"}
        }) {
      Outcome outcome = services.run(args);
      assertThat((outcome.out() + outcome.err()).replace(System.lineSeparator(), ""))
          .as(String.join(" ", args))
          .isNotEmpty()
          .matches(text -> text.codePoints().noneMatch(Character::isISOControl))
          .doesNotContain("\u202e");
    }
  }

  @Test
  void whatIsReplayedIsCounted() throws Exception {
    sendFour();
    services.letterOf("another", 1, 5);
    services.letterWithoutContent(1, 6, 77);
    services.letter(2, 3, "embed", "it has no text", null, bytes("kulaklık"));

    Outcome one = services.run("replay", "1/0");
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(one.out()).isEqualToIgnoringNewLines("Sent 1 again, left 0");
    assertThat(services.events()).singleElement().satisfies(this::isThird);

    Outcome all = services.run("replay", "--all");
    assertThat(all.exitCode()).isEqualTo(1);
    assertThat(all.out())
        .isEqualToIgnoringNewLines("Sent 4 again, left 2; 1 were about the same records");
    assertThat(all.err().replace(services.topic, "events").lines())
        .containsExactlyInAnyOrder(
            "1/1: its record came from the topic another, which is not to be written to",
            "1/2: its record was too large for a letter, and partition 1 of the topic events does"
                + " not have it at offset 1006 any more");
    assertThat(services.events()).hasSize(5);

    Outcome some = services.run("replay", "--all", "--stage=parse", "--until=2026-01-31T12:00:04Z");
    assertThat(some.out()).isEqualToIgnoringNewLines("Sent 1 again, left 0");
    Outcome left = services.run("replay", "1/1");
    assertThat(left.exitCode()).isEqualTo(1);
    assertThat(left.out()).isEqualToIgnoringNewLines("Sent 0 again, left 1");
    assertThat(services.events()).hasSize(6);
  }

  @Test
  void aReplayThatKafkaStopsSaysHowFarItCame() throws Exception {
    // Kafka is asked for the topic's leader, and not waited for.
    Path impatient = Files.writeString(folder.resolve("producer.properties"), "max.block.ms=0");
    services.letterOf("another", 1, 1);
    services.letter(1, 2, "parse", "reason", null, bytes("{}"));

    Outcome outcome = services.run("replay", "--all", "--kafkaProperties=" + impatient);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out())
        .isEqualToIgnoringNewLines("Sent at least 0 again, left 1, and did not get further");
    assertThat(outcome.err().lines())
        .containsExactly(
            "1/0: its record came from the topic another, which is not to be written to",
            "Kafka at " + kafka.bootstrapServers() + " answers too slowly");
    assertThat(services.events()).isEmpty();
  }

  private void isThird(ConsumerRecord<byte[], byte[]> record) {
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.key()).isEmpty();
    assertThat(record.value()).isEqualTo(new byte[] {-1, 0, 1});
    assertThat(LetterServices.headers(record))
        .containsExactly(
            Map.entry("trace", "abc"),
            Map.entry("trace", "(null)"),
            Map.entry("vectorstream.topic", services.topic),
            Map.entry("vectorstream.partition", "1"),
            Map.entry("vectorstream.offset", "1002"),
            Map.entry("vectorstream.timestamp", "1769860742000"));
  }
}
