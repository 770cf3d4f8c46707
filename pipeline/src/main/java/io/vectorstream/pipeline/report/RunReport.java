package io.vectorstream.pipeline.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an operator keeps of a run, as one JSON object.
 *
 * @param device where the model runs in the process that started the run, at its end
 * @param precision what it computes with
 * @param restarts how often the run went on with a new pipeline from the committed offsets, since
 *     records or partitions were out of the old one's reach; the figures are those of all of them
 * @param devicesLost graphics cards that stopped working while workers embedded with them
 * @param cacheHitRate the share of embedded events whose vector was there already, from 0 to 1
 * @param durationSeconds from the first event read to the last acknowledgement
 * @param eventsPerSecond points written in that time, a second
 * @param latencyMs from the Kafka record's timestamp to Qdrant's acknowledgement
 * @param errors what ended the run before its time, a sentence each; empty if nothing did
 */
@JsonPropertyOrder({
  "runner",
  "model",
  "device",
  "precision",
  "restarts",
  "events_read",
  "events_parsed",
  "events_dead_lettered",
  "points_written",
  "points_deleted",
  "tombstones_without_effect",
  "texts_embedded",
  "cache_hits",
  "cache_hit_rate",
  "devices_lost",
  "duration_seconds",
  "events_per_second",
  "latency_ms",
  "errors"
})
public record RunReport(
    @JsonProperty("runner") String runner,
    @JsonProperty("model") String model,
    @JsonProperty("device") String device,
    @JsonProperty("precision") String precision,
    @JsonProperty("restarts") int restarts,
    @JsonProperty("events_read") long eventsRead,
    @JsonProperty("events_parsed") long eventsParsed,
    @JsonProperty("events_dead_lettered") long eventsDeadLettered,
    @JsonProperty("points_written") long pointsWritten,
    @JsonProperty("points_deleted") long pointsDeleted,
    @JsonProperty("tombstones_without_effect") long tombstonesWithoutEffect,
    @JsonProperty("texts_embedded") long textsEmbedded,
    @JsonProperty("cache_hits") long cacheHits,
    @JsonProperty("cache_hit_rate") double cacheHitRate,
    @JsonProperty("devices_lost") long devicesLost,
    @JsonProperty("duration_seconds") double durationSeconds,
    @JsonProperty("events_per_second") double eventsPerSecond,
    @JsonProperty("latency_ms") RunMetrics.Latency latencyMs,
    @JsonProperty("errors") List<String> errors) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The report of a run that ends with these figures. */
  public static RunReport of(
      String runner,
      String model,
      String device,
      String precision,
      int restarts,
      RunMetrics metrics,
      List<String> errors) {
    return new RunReport(
        runner,
        model,
        device,
        precision,
        restarts,
        metrics.read(),
        metrics.parsed(),
        metrics.deadLettered(),
        metrics.written(),
        metrics.deleted(),
        metrics.withoutEffect(),
        metrics.textsEmbedded(),
        metrics.cacheHits(),
        Math.round(metrics.cacheHitRate() * 10_000) / 10_000.0,
        metrics.devicesLost(),
        metrics.elapsed().toMillis() / 1000.0,
        Math.round(metrics.eventsPerSecond() * 10) / 10.0,
        metrics.latency(),
        errors);
  }

  /** Writes the report to a file, in place of what it held. */
  public void write(Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(this) + System.lineSeparator());
  }
}
