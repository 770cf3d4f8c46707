package io.vectorstream.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vectorstream.serve.FakeRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {

  private static String page() {
    return page(Optional.of(true));
  }

  private static String page(Optional<Boolean> storeIsUp) {
    try (MetricsPage page =
        new MetricsPage(new FakeRun(), () -> storeIsUp, () -> Instant.ofEpochMilli(3_500))) {
      return page.text();
    }
  }

  @Test
  void tellsTheRunsFigures() {
    List<String> lines =
        page()
            .lines()
            .filter(line -> line.startsWith("vectorstream_"))
            .filter(line -> !line.startsWith("vectorstream_store_call_seconds"))
            .filter(line -> !line.startsWith("vectorstream_embed_batch_seconds"))
            .filter(line -> !line.startsWith("vectorstream_parse_seconds"))
            .filter(line -> !line.startsWith("vectorstream_store_call_points"))
            .filter(line -> !line.startsWith("vectorstream_embed_batch_texts"))
            .filter(line -> !line.contains("{le=") || line.matches(".*\"(0.001|0.03|\\+Inf)\".*"))
            .toList();

    assertThat(lines)
        .containsExactlyInAnyOrder(
            "vectorstream_events_read_total 100.0",
            "vectorstream_events_parsed_total 101.0",
            "vectorstream_texts_embedded_total 102.0",
            "vectorstream_embedding_cache_hits_total 103.0",
            "vectorstream_devices_lost_total 104.0",
            "vectorstream_points_written_total 105.0",
            "vectorstream_points_deleted_total 106.0",
            "vectorstream_deletions_without_effect_total 107.0",
            "vectorstream_points_superseded_total 108.0",
            "vectorstream_points_rejected_total 109.0",
            "vectorstream_store_written_bytes_total 110.0",
            "vectorstream_store_calls_retried_total 111.0",
            "vectorstream_pipeline_restarts_total 112.0",
            "vectorstream_freshness_seconds 2.5",
            "vectorstream_events_dead_lettered_total{reason=\"not JSON\",stage=\"parse\"} 7.0",
            "vectorstream_event_latency_seconds_bucket{le=\"0.001\"} 2",
            "vectorstream_event_latency_seconds_bucket{le=\"0.03\"} 5",
            "vectorstream_event_latency_seconds_bucket{le=\"+Inf\"} 6",
            "vectorstream_event_latency_seconds_count 6",
            "vectorstream_event_latency_seconds_sum 4.5",
            "vectorstream_store_up 1.0",
            "vectorstream_store_breaker_state 1.0",
            "vectorstream_consumer_committed_offset{partition=\"0\",topic=\"events\"} 10.0",
            "vectorstream_consumer_committed_offset{partition=\"1\",topic=\"events\"} 5.0",
            "vectorstream_consumer_lag_offsets{partition=\"0\",topic=\"events\"} 2.0",
            "vectorstream_run_info{device=\"cpu\",model=\"builtin:m\",precision=\"bf16\","
                + "runner=\"DirectRunner\",version=\"1.2\"} 1");
  }

  @Test
  void tellsWhetherTheStoreAnswersOnceThatIsKnown() {
    assertThat(page(Optional.of(false)).lines()).contains("vectorstream_store_up 0.0");
    assertThat(page(Optional.empty())).doesNotContain("vectorstream_store_up");
  }

  @Test
  void sizesHaveNoUnit() {
    assertThat(page().lines())
        .contains(
            "vectorstream_store_call_points_bucket{le=\"30.0\"} 5",
            "vectorstream_store_call_points_sum 4500.0",
            "vectorstream_embed_batch_texts_bucket{le=\"30.0\"} 5",
            "vectorstream_embed_batch_texts_sum 4500.0");
  }

  @Test
  void tellsOfTheProcess() {
    assertThat(page())
        .contains("\njvm_memory_used_bytes{")
        .contains("\nprocess_cpu_seconds_total ")
        .contains("\nprocess_resident_memory_bytes ")
        .contains("\nprocess_uptime_seconds ");
  }

  /** With Debian's package prometheus. */
  @Test
  void prometheusFindsNoFaultWithIt() throws Exception {
    Process promtool;
    try {
      promtool =
          new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "promtool is not installed: Debian's package prometheus has it");
      return;
    }
    promtool.getOutputStream().write(page().getBytes(StandardCharsets.UTF_8));
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }
}
