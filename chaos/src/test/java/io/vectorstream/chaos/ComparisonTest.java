package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred events, of which 49 and 99 are malformed; an event's offset is its number. */
class ComparisonTest {

  private static final int EVENTS = 100;

  private final SentRecords topic = new SentRecords();
  private final Set<String> points = new HashSet<>();
  private final Map<Letter, Integer> letters = new HashMap<>();

  @BeforeEach
  void everythingArrived() {
    for (long number = 0; number < EVENTS; number++) {
      ConsumerRecord<byte[], byte[]> record = record(number, number);
      topic.add(record);
      if (NumberedEvents.isMalformed(number)) {
        letters.put(Letter.expectedOf(record), 1);
      } else {
        points.add(NumberedEvents.pointId(number));
      }
    }
  }

  @Test
  void holdsWhenEveryEventIsOnePointOrOneLetter() {
    Comparison comparison = compare();

    assertThat(comparison.holds()).isTrue();
    assertThat(comparison.sent()).isEqualTo(100);
    assertThat(comparison.malformed()).isEqualTo(2);
    assertThat(comparison.stored()).isEqualTo(98);
    assertThat(comparison.letters()).isEqualTo(2);
    assertThat(comparison.lettersAgain()).isZero();
  }

  @Test
  void aLetterWrittenAgainIsCountedAndNoFault() {
    letters.replaceAll((letter, times) -> 3);

    assertThat(compare().lettersAgain()).isEqualTo(4);
    assertThat(compare().holds()).isTrue();
  }

  @Test
  void aRecordThatTheProducerRepeatedNeedsALetterForEachPlace() {
    topic.add(record(49, 100));

    assertThat(compare().missing())
        .containsExactly("the dead letter of event 49, events-0 at offset 100");
  }

  @Test
  void namesAMissingPoint() {
    points.remove(NumberedEvents.pointId(17));

    assertThat(compare().holds()).isFalse();
    assertThat(compare().missing()).containsExactly("the point of event 17");
    assertThat(compare().extra()).isEmpty();
  }

  @Test
  void namesAMissingLetter() {
    letters.remove(Letter.expectedOf(record(99, 99)));

    assertThat(compare().holds()).isFalse();
    assertThat(compare().missing())
        .containsExactly("the dead letter of event 99, events-0 at offset 99");
  }

  @Test
  void namesAnEventThatTheTopicDoesNotHold() {
    Comparison comparison =
        Comparison.of(StreamedEvents.allCommitted(EVENTS + 1), topic, points, letters);

    assertThat(comparison.holds()).isFalse();
    assertThat(comparison.missing())
        .containsExactly("event 100 in the topic itself", "the point of event 100");
  }

  @Test
  void namesAPointOfNoEvent() {
    points.add(NumberedEvents.pointId(100));

    assertThat(compare().holds()).isFalse();
    assertThat(compare().missing()).isEmpty();
    assertThat(compare().extra()).containsExactly("the point " + NumberedEvents.pointId(100));
  }

  @Test
  void namesAWellFormedEventThatWasDeadLettered() {
    letters.put(Letter.expectedOf(record(17, 17)), 1);

    assertThat(compare().holds()).isFalse();
    assertThat(compare().extra()).containsExactly("the dead letter of events-0 at offset 17");
  }

  @Test
  void aLetterWithOtherBytesIsNotTheLetter() {
    letters.remove(Letter.expectedOf(record(49, 49)));
    byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
    letters.put(Letter.expectedOf(new ConsumerRecord<>("events", 0, 49, key(49), other)), 1);

    assertThat(compare().missing())
        .containsExactly("the dead letter of event 49, events-0 at offset 49");
    assertThat(compare().extra()).containsExactly("the dead letter of events-0 at offset 49");
  }

  @Test
  void namesTheTracesOfAnAbortedTransaction() {
    BitSet aborted = new BitSet();
    aborted.set(EVENTS, EVENTS + 50);
    StreamedEvents sent = new StreamedEvents(EVENTS + 50, aborted);

    Comparison clean = Comparison.of(sent, topic, points, letters);
    points.add(NumberedEvents.pointId(100));
    letters.put(Letter.expectedOf(record(149, 149)), 1);
    Comparison stored = Comparison.of(sent, topic, points, letters);
    topic.add(record(101, 101));
    Comparison committed = Comparison.of(sent, topic, points, letters);

    assertThat(clean.holds()).isTrue();
    assertThat(clean.sent()).isEqualTo(100);
    assertThat(clean.aborted()).isEqualTo(50);
    assertThat(stored.extra())
        .containsExactly(
            "the point " + NumberedEvents.pointId(100),
            "the dead letter of events-0 at offset 149");
    assertThat(committed.extra()).contains("event 101 in the topic itself");
  }

  private Comparison compare() {
    return Comparison.of(StreamedEvents.allCommitted(EVENTS), topic, points, letters);
  }

  private static ConsumerRecord<byte[], byte[]> record(long number, long offset) {
    byte[] value =
        NumberedEvents.record("events", number, Instant.parse("2026-01-31T09:30:00Z")).value();
    return new ConsumerRecord<>("events", 0, offset, key(number), value);
  }

  private static byte[] key(long number) {
    return NumberedEvents.record("events", number, Instant.EPOCH).key();
  }
}
