package io.vectorstream.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.metrics.Histogram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunReportTest {

  private static final Pattern FIELD = Pattern.compile("`(\\w+)`");

  @Test
  void isOneJsonObject(@TempDir Path folder) throws Exception {
    RunMetrics metrics =
        new RunMetrics(
            100,
            93,
            5,
            93,
            2,
            3,
            10,
            85,
            1,
            new Busy(10_000, 11_250),
            Map.of(new LetterKind("parse", "not JSON"), 5L),
            StoreCalls.NONE,
            Histogram.NONE,
            Histogram.NONE,
            Histogram.NONE,
            new Histogram(new TreeMap<>(Map.of(1L, 50L, 2L, 45L, 3L, 4L, 5L, 1L)), 4, 157));
    Path file = folder.resolve("report.json");

    RunReport.of("SparkRunner", "builtin:m", "cpu", "bf16", 2, metrics, List.of("it broke"))
        .write(file);

    assertThat(Files.readString(file))
        .isEqualToIgnoringWhitespace(
            """
            {"runner": "SparkRunner", "model": "builtin:m", "device": "cpu", "precision": "bf16",
             "restarts": 2, "events_read": 100, "events_parsed": 93, "events_dead_lettered": 5,
             "points_written": 93, "points_deleted": 2, "tombstones_without_effect": 3,
             "texts_embedded": 10, "cache_hits": 85,
             "cache_hit_rate": 0.8947, "devices_lost": 1,
             "duration_seconds": 1.25, "events_per_second": 74.4,
             "latency_ms": {"p50": 1, "p95": 2, "p99": 3, "max": 4},
             "errors": ["it broke"]}\
            """);
  }

  @Test
  void isDescribedFieldByField() throws Exception {
    String page = Files.readString(Path.of("../docs/monitoring.md"));
    String section = page.substring(page.indexOf("## The report"), page.indexOf("## Health"));
    List<String> described =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(row -> FIELD.matcher(row.split(" \\| ", 2)[0]).results())
            .map(field -> field.group(1))
            .toList();

    assertThat(described)
        .containsExactlyInAnyOrder(RunReport.class.getAnnotation(JsonPropertyOrder.class).value());
  }
}
