package io.vectorstream.serve.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.metrics.Histogram;
import io.vectorstream.serve.FakeRun;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SamplerTest {

  private final FakeRun run = new FakeRun();
  private final Sampler sampler = new Sampler(run);

  private Sample look(long second, long finished, Map<Long, Long> latencies) {
    run.finished = finished;
    run.latencies = new Histogram(new TreeMap<>(latencies), 100, 0);
    return sampler.look(second * 1_000);
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    assertThat(look(0, 1_000, Map.of()).eventsPerSecond()).isZero();
    assertThat(look(1, 1_300, Map.of()).eventsPerSecond()).isEqualTo(300);
    for (int second = 2; second <= 6; second++) {
      look(second, 1_300, Map.of());
    }
    assertThat(look(7, 1_300, Map.of()).eventsPerSecond()).isZero();
  }

  @Test
  void percentilesAreOfTheLatestEventsOnly() {
    assertThat(look(0, 0, Map.of(10L, 50L)).p50()).isEqualTo(-1);
    Sample next = look(1, 0, Map.of(10L, 50L, 70L, 9L, 90L, 1L));
    assertThat(next.p50()).isEqualTo(70);
    assertThat(next.p99()).isEqualTo(90);
    for (int second = 2; second <= 11; second++) {
      look(second, 0, Map.of(10L, 50L, 70L, 9L, 90L, 1L));
    }
    assertThat(look(12, 0, Map.of(10L, 50L, 70L, 9L, 90L, 1L)).p50()).isEqualTo(-1);
  }

  @Test
  void theLagIsUnknownWhileThatOfAPartitionIs() {
    assertThat(look(0, 0, Map.of()).lag()).isEqualTo(-1);
  }

  @Test
  void itRemembersTheLastQuarterOfAnHour() {
    for (int second = 0; second < 1_000; second++) {
      look(second, second, Map.of());
    }
    assertThat(sampler.remembered()).hasSize(900);
    assertThat(sampler.remembered().get(0).at()).isEqualTo(100_000);
    assertThat(sampler.remembered().get(899).at()).isEqualTo(999_000);
  }
}
