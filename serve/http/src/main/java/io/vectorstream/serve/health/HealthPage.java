package io.vectorstream.serve.health;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.serve.RunState;
import io.vectorstream.serve.RunView;
import java.util.Map;

/** A run's health as JSON. */
public final class HealthPage {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * An answer.
   *
   * @param well whether all is well that it is about
   * @param json the details
   */
  public record Health(boolean well, ObjectNode json) {}

  private final HealthMonitor monitor;
  private final RunView run;

  /** The health of a run that is looked at by a monitor. */
  public HealthPage(HealthMonitor monitor, RunView run) {
    this.monitor = monitor;
    this.run = run;
  }

  /** How each part is. */
  public Health all() {
    Map<String, PartHealth> parts = monitor.parts();
    boolean well = parts.values().stream().allMatch(PartHealth::up);
    ObjectNode json = JSON.createObjectNode().put("status", word(well));
    parts.forEach(
        (part, health) -> {
          ObjectNode one =
              json.putObject(part)
                  .put("status", word(health.up()))
                  .put("since", health.since().toString())
                  .put("message", health.message());
          health.answeredWithin().ifPresent(time -> one.put("response_ms", time.toMillis()));
        });
    return new Health(well, json);
  }

  /** That the process answers. */
  public Health live() {
    return new Health(true, JSON.createObjectNode().put("status", word(true)));
  }

  /** Whether the pipeline reads. */
  public Health ready() {
    RunState state = run.state();
    boolean reads = state == RunState.READING;
    return new Health(
        reads, JSON.createObjectNode().put("status", word(reads)).put("message", state.toString()));
  }

  private static String word(boolean well) {
    return well ? "UP" : "DOWN";
  }
}
