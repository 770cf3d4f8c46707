package io.vectorstream.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.serve.FakeRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for nothing that no run tells. */
final class DashboardTest {

  private static final Path DOCKER = Path.of("../../docker");
  private static final Pattern METRIC = Pattern.compile("\\b(?:vectorstream|jvm|process)_\\w+");

  private static Set<String> told() {
    try (MetricsPage page =
        new MetricsPage(
            new FakeRun(), () -> Optional.of(true), () -> Instant.ofEpochMilli(3_500))) {
      return page.text()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[ {]", 2)[0])
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> metricsIn(String text) {
    Set<String> metrics = new TreeSet<>();
    Matcher metric = METRIC.matcher(text);
    while (metric.find()) {
      metrics.add(metric.group());
    }
    return metrics;
  }

  @Test
  void everyQueryOfTheDashboardNamesMetricsThatExist() throws Exception {
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(DOCKER.resolve("grafana/dashboards/vectorstream.json").toFile());
    Set<String> told = told();
    // It comes with the first collection.
    told.add("jvm_gc_pause_seconds_sum");
    int queries = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        String query = target.get("expr").textValue();
        assertThat(metricsIn(query)).as(query).isNotEmpty().isSubsetOf(told);
        queries++;
      }
    }
    assertThat(queries).isGreaterThan(25);
  }

  @Test
  void theDashboardShowsAllThatARunTells() throws Exception {
    Set<String> shown =
        metricsIn(Files.readString(DOCKER.resolve("grafana/dashboards/vectorstream.json")));

    for (String metric : told()) {
      if (metric.startsWith("vectorstream_") && !metric.matches(".*_(count|sum)")) {
        assertThat(shown).contains(metric);
      }
    }
  }

  @Test
  void everyAlertNamesMetricsThatExist() throws Exception {
    Set<String> asked = metricsIn(Files.readString(DOCKER.resolve("prometheus/alerts.yml")));

    assertThat(asked).hasSizeGreaterThan(6).isSubsetOf(told());
  }
}
