package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventStreamTest {

  private final RecordingSending sending = new RecordingSending();

  @Test
  void endsWhenItsTimeIsOverAndItIsEnough() throws Exception {
    long[] asked = {0};

    StreamedEvents sent =
        new EventStream(sending, 1_000)
            .send(Duration.ofMillis(50), System.nanoTime(), () -> ++asked[0] > 60);

    assertThat(sent.count()).isEqualTo(60);
    assertThat(sending.numbers).hasSize(60);
    assertThat(sending.closed).isTrue();
  }

  @Test
  void endsAtOnceWhenAServiceCannotBeRun() {
    EventStream stream = new EventStream(sending, 1_000);

    assertThatThrownBy(
            () ->
                stream.send(
                    Duration.ofHours(1),
                    System.nanoTime(),
                    () -> {
                      throw new ChaosException("The broker cannot be run");
                    }))
        .hasMessage("The broker cannot be run");
    assertThat(sending.closed).isTrue();
  }

  /** Keeps the numbers of what it was to send. */
  private static final class RecordingSending implements EventSending {

    final List<Long> numbers = new ArrayList<>();
    boolean closed;

    @Override
    public void send(long number) {
      numbers.add(number);
    }

    @Override
    public long acknowledged() {
      return numbers.size();
    }

    @Override
    public BitSet aborted() {
      return new BitSet();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
