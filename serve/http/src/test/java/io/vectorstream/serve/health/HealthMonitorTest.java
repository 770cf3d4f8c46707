package io.vectorstream.serve.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthMonitorTest {

  private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

  private final FakeRun run = new FakeRun();
  private Instant now = START;
  private final HealthMonitor monitor = HealthMonitor.idle(run, Duration.ofSeconds(60), () -> now);
  private final HealthPage page = new HealthPage(monitor, run);

  private PartHealth look(String part, Duration later) {
    now = START.plus(later);
    monitor.look();
    return monitor.parts().get(part);
  }

  @Test
  void isDownUntilItWasLookedAt() {
    assertThat(monitor.parts().values()).hasSize(4).noneMatch(PartHealth::up);
  }

  @Test
  void saysOfEachPartHowItIs() {
    look("kafka", Duration.ZERO);

    assertThat(page.all().well()).isTrue();
    assertThat(page.all().json())
        .isEqualToIgnoringWhitespace(
            """
            {"status": "UP",
             "kafka": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "answers"},
             "store": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "answers"},
             "model": {"status": "UP", "since": "2026-01-31T09:00:00Z",
                       "message": "builtin:m in bf16 on cpu"},
             "pipeline": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "reading"}}
            """);
  }

  @Test
  void remembersSinceWhenAPartIsAway() {
    look("store", Duration.ZERO);
    run.storeAnswers = false;

    look("store", Duration.ofSeconds(5));
    assertThat(look("store", Duration.ofSeconds(10)))
        .isEqualTo(new PartHealth(false, START.plusSeconds(5), "nobody is there"));
    assertThat(page.all().well()).isFalse();
    run.storeAnswers = true;
    assertThat(look("store", Duration.ofSeconds(15)))
        .isEqualTo(new PartHealth(true, START.plusSeconds(15), "answers"));
  }

  @Test
  void aPipelineThatFinishesNothingIsDownOnlyWhileEventsWait() {
    look("pipeline", Duration.ZERO);
    assertThat(look("pipeline", Duration.ofSeconds(59)).up()).isTrue();
    assertThat(look("pipeline", Duration.ofSeconds(60)))
        .isEqualTo(
            new PartHealth(
                false, START.plusSeconds(60), "events wait, and none was finished for 60000 ms"));

    run.finished++;
    assertThat(look("pipeline", Duration.ofSeconds(65)).up()).isTrue();
    run.end = 10;
    assertThat(look("pipeline", Duration.ofSeconds(300)).up()).isTrue();
  }

  @Test
  void isReadyWhileThePipelineReads() {
    assertThat(page.ready().well()).isTrue();
    run.state = RunState.RESTARTING;
    assertThat(page.ready().well()).isFalse();
    assertThat(page.live().well()).isTrue();
  }

  @Test
  void aModelThatIsBeingLoadedIsDown() {
    run.model = Optional.empty();
    assertThat(look("model", Duration.ZERO).message()).isEqualTo("is being loaded");
    assertThat(page.all().well()).isFalse();
  }
}
