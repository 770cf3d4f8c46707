package io.vectorstream.serve.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthMonitorTest {

  private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

  private final FakeRun run = new FakeRun();
  private Instant now = START;
  private final List<String> lines = new ArrayList<>();
  private final HealthMonitor monitor =
      HealthMonitor.idle(
          run, Duration.ofSeconds(60), () -> now, new DownLog(lines::add, lines::add));
  private final HealthPage page = new HealthPage(monitor, run);

  private PartHealth look(String part, Duration later) {
    now = START.plus(later);
    monitor.look();
    return monitor.parts().get(part);
  }

  @Test
  void isDownUntilItWasLookedAt() {
    assertThat(monitor.parts().values()).hasSize(4).noneMatch(PartHealth::up);
    assertThat(monitor.storeIsUp()).isEmpty();
  }

  @Test
  void saysOfEachPartHowItIs() throws Exception {
    look("kafka", Duration.ZERO);

    assertThat(page.all().well()).isTrue();
    ObjectNode json = page.all().json();
    for (String asked : List.of("kafka", "store")) {
      JsonNode millis = ((ObjectNode) json.get(asked)).remove("response_ms");
      assertThat(millis.longValue()).isBetween(0L, 2_000L);
    }
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"status": "UP",
                     "kafka": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "answers"},
                     "store": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "answers"},
                     "model": {"status": "UP", "since": "2026-01-31T09:00:00Z",
                               "message": "builtin:m in bf16 on cpu"},
                     "pipeline": {"status": "UP", "since": "2026-01-31T09:00:00Z", "message": "reading"}}
                    """));
  }

  @Test
  void remembersSinceWhenAPartIsAway() {
    look("store", Duration.ZERO);
    assertThat(monitor.storeIsUp()).contains(true);
    run.storeAnswers = false;

    look("store", Duration.ofSeconds(5));
    assertThat(monitor.storeIsUp()).contains(false);
    assertThat(look("store", Duration.ofSeconds(10)))
        .isEqualTo(
            new PartHealth(false, START.plusSeconds(5), "nobody is there", Optional.empty()));
    assertThat(page.all().well()).isFalse();
    look("store", Duration.ofSeconds(15));
    run.storeAnswers = true;
    PartHealth again = look("store", Duration.ofSeconds(20));
    assertThat(again.up()).isTrue();
    assertThat(again.since()).isEqualTo(START.plusSeconds(20));
    assertThat(again.answeredWithin()).isPresent();
    assertThat(lines)
        .containsExactly(
            "Health: store is down since 2026-01-31T09:00:05Z: nobody is there",
            "Health: store is up again, after 15 s");
  }

  @Test
  void aPipelineThatFinishesNothingIsDownOnlyWhileEventsWait() {
    look("pipeline", Duration.ZERO);
    assertThat(look("pipeline", Duration.ofSeconds(59)).up()).isTrue();
    assertThat(look("pipeline", Duration.ofSeconds(60)))
        .isEqualTo(
            new PartHealth(
                false,
                START.plusSeconds(60),
                "events wait, and none was finished for 60000 ms",
                Optional.empty()));

    run.finished++;
    assertThat(look("pipeline", Duration.ofSeconds(65)).up()).isTrue();
    run.end = 10;
    assertThat(look("pipeline", Duration.ofSeconds(300)).up()).isTrue();
  }

  @Test
  void aRunThatHasDoneAllIsUpThoughEventsWaitForAnother() {
    run.state = RunState.DONE;
    look("pipeline", Duration.ZERO);

    PartHealth later = look("pipeline", Duration.ofSeconds(60));

    assertThat(later)
        .isEqualTo(new PartHealth(true, START, "has done all there was to do", Optional.empty()));
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
