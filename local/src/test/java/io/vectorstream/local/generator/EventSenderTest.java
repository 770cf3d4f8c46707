package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSenderTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final FakePacingClock clock = new FakePacingClock();
  private final RecordingSink sink = new RecordingSink();
  private final List<SendProgress> reports = new ArrayList<>();

  @Test
  void aSteadyPaceIsMetExactly() {
    SendProgress end = sender(Pace.steady(100)).send(1_001, reports::add);

    assertThat(sink.events).hasSize(1_001);
    assertThat(end.elapsed()).isEqualTo(Duration.ofSeconds(10));
    assertThat(clock.sleeps).isEqualTo(1_000);
  }

  @Test
  void aHighRateIsMetWithSleepsOfAMillisecond() {
    SendProgress end = sender(Pace.steady(50_000)).send(50_001, reports::add);

    assertThat(end.elapsed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(clock.sleeps).isEqualTo(1_000);
  }

  @Test
  void burstsAreSentWithoutSleepingInBetween() {
    List<Long> times = new ArrayList<>();
    sink.onSend = count -> times.add(clock.nanoTime());

    sender(Pace.bursts(10)).send(30, reports::add);

    assertThat(times.stream().distinct()).hasSize(3);
    assertThat(clock.slept).isEqualTo(2 * SECOND);
  }

  @Test
  void withoutLimitNothingSleeps() {
    sender(Pace.unlimited()).send(1_000, reports::add);

    assertThat(clock.sleeps).isZero();
  }

  @Test
  void lostTimeIsCaughtUp() {
    sink.onSend = count -> clock.advance(count == 10 ? 5 * SECOND : 0);

    SendProgress end = sender(Pace.steady(100)).send(1_001, reports::add);

    assertThat(end.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theSinkIsFlushedAndTheEndReported() {
    SendProgress end = sender(Pace.unlimited()).send(25, reports::add);

    assertThat(sink.flushed).isEqualTo(25);
    assertThat(reports).containsExactly(end);
    assertThat(end).isEqualTo(new SendProgress(25, 25, 0, Duration.ZERO));
    assertThat(end.rate()).isZero();
  }

  @Test
  void progressIsReportedTenTimesASecond() {
    sender(Pace.steady(100)).send(101, reports::add);

    assertThat(reports).hasSize(11);
    assertThat(reports.get(0)).isEqualTo(new SendProgress(101, 11, 0, Duration.ofMillis(100)));
    assertThat(reports.get(0).rate()).isEqualTo(110);
  }

  @Test
  void malformedValuesAreCounted() {
    GeneratorConfig config = GeneratorConfig.defaults().withMalformedPercent(100);

    SendProgress end =
        new EventSender(new EventGenerator(config), sink, Pace.unlimited(), clock)
            .send(5, reports::add);

    assertThat(end.malformed()).isEqualTo(5);
  }

  @Test
  void aStoppedSenderDeliversWhatItSent() {
    EventSender sender = sender(Pace.steady(100));
    sink.onSend =
        count -> {
          if (count == 7) {
            sender.stop();
          }
        };

    SendProgress end = sender.send(1_000, reports::add);

    assertThat(end.sent()).isEqualTo(7);
    assertThat(sink.flushed).isEqualTo(7);
    assertThat(sender.send(1_000, reports::add).sent()).isZero();
  }

  @Test
  void anInterruptStopsTheSenderAndStays() {
    sink.onSend = count -> Thread.currentThread().interrupt();

    SendProgress end = sender(Pace.unlimited()).send(1_000, reports::add);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(end.sent()).isEqualTo(1);
  }

  @Test
  void aFailingSinkEndsTheSending() {
    IllegalStateException failure = new IllegalStateException("gone");
    sink.onSend =
        count -> {
          throw failure;
        };

    assertThatThrownBy(() -> sender(Pace.unlimited()).send(10, reports::add)).isSameAs(failure);
  }

  private EventSender sender(Pace pace) {
    return new EventSender(new EventGenerator(GeneratorConfig.defaults()), sink, pace, clock);
  }
}
