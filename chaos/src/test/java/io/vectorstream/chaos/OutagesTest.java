package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Outages outages = new Outages();

  @Test
  void anOutageEndsWithThePointThatIsNew() {
    Outages.Outage outage = outages.begin(Service.PIPELINE, 10 * SECOND);
    outages.stored(90, 11 * SECOND);
    outages.stored(100, 12 * SECOND);
    outages.back(outage);
    outages.stored(100, 13 * SECOND);
    outages.stored(100, 14 * SECOND);
    assertThat(outages.recoveries(Service.PIPELINE)).isEmpty();

    outages.stored(101, 15 * SECOND);

    assertThat(outages.recoveries(Service.PIPELINE)).containsExactly(Duration.ofSeconds(5));
    assertThat(outages.recoveries(Service.STORE)).isEmpty();
  }

  @Test
  void oneMayBeginWhileAnotherLasts() {
    Outages.Outage store = outages.begin(Service.STORE, 10 * SECOND);
    outages.back(store);
    outages.stored(100, 12 * SECOND);
    Outages.Outage pipeline = outages.begin(Service.PIPELINE, 13 * SECOND);
    outages.stored(150, 14 * SECOND);
    outages.back(pipeline);
    outages.stored(150, 15 * SECOND);
    outages.stored(200, 16 * SECOND);

    assertThat(outages.recoveries(Service.STORE)).containsExactly(Duration.ofSeconds(4));
    assertThat(outages.recoveries(Service.PIPELINE)).containsExactly(Duration.ofSeconds(3));
  }
}
