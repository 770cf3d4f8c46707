package io.vectorstream.serve.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectorstream.serve.ModelFacts;
import io.vectorstream.serve.RunView;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is told of a run, as server-sent events of JSON. */
final class LiveEvents {

  private static final JsonMapper JSON = new JsonMapper();

  private LiveEvents() {}

  /** An event of a name. */
  static String event(String name, Object data) {
    try {
      // JSON in one line, which the format asks for.
      return "event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What runs, and where it reads and writes. */
  static String run(RunView run) {
    ModelFacts model = run.model().orElse(new ModelFacts("", "", ""));
    return event(
        "run",
        JSON.createObjectNode()
            .put("version", run.version())
            .put("runner", run.runner())
            .put("state", run.state().name())
            .put("model", model.name())
            .put("device", model.device())
            .put("precision", model.precision())
            .put("kafka", run.places().kafka())
            .put("kafkaIsEmbedded", run.places().kafkaIsEmbedded())
            .put("topics", String.join(", ", run.places().topics()))
            .put("store", run.places().store())
            .put("collection", run.places().collection()));
  }

  static byte[] bytes(String events) {
    return events.getBytes(StandardCharsets.UTF_8);
  }
}
