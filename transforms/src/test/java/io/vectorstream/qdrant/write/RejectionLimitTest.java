package io.vectorstream.qdrant.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.qdrant.FakeTime;
import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RejectionLimitTest {

  private final FakeTime time = new FakeTime();
  private final RejectionLimit limit = new RejectionLimit(time);

  @Test
  void aShareThatMayBeAtFaultItselfIsNoReasonToStop() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                limit.taken(1);
                givenUp(1, FailureKind.CONTENT);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void moreRefusedThanTakenAreAReasonToStop() throws Exception {
    limit.taken(50);
    givenUp(100, FailureKind.CONTENT);

    assertThatThrownBy(() -> givenUp(1, FailureKind.CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Qdrant has not taken 101 of the last 151 points, which are more than can be at fault"
                + " themselves: no");
  }

  @Test
  void manyThatQdrantFailsOnAreAReasonToStopWhateverItTakes() throws Exception {
    limit.taken(1_000_000);
    givenUp(100, FailureKind.SERVER);

    assertThatThrownBy(() -> givenUp(1, FailureKind.SERVER)).isInstanceOf(IOException.class);
  }

  @Test
  void aWhileLaterItCountsAnew() throws Exception {
    givenUp(100, FailureKind.SERVER);
    time.sleep(Duration.ofMinutes(10).toMillis());

    assertThatCode(() -> givenUp(100, FailureKind.SERVER)).doesNotThrowAnyException();
  }

  private void givenUp(int points, FailureKind kind) throws IOException {
    for (int i = 0; i < points; i++) {
      limit.givenUp(kind, new IllegalArgumentException("no"));
    }
  }
}
