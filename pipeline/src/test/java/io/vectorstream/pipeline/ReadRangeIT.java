package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.qdrant.point.PointIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run starts to read and where it stops. */
final class ReadRangeIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void startsAtATimeAndStopsAfterANumberOfEvents(String runner) throws Exception {
    try (Services services = new Services(folder)) {
      GeneratorConfig few = GeneratorConfig.defaults().withProducts(3);
      services.send(few.withSeed(1), 40);
      Instant between = afterNow();
      List<GeneratedEvent> late = services.send(few.withSeed(2), 30);

      Services.Outcome outcome =
          services.run("--runner=" + runner, "--startFrom=" + between, "--maxEvents=30");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(services.points().keySet()).isEqualTo(ids(late.stream()));

      services.run("--runner=" + runner, "--startFrom=earliest", "--maxEvents=12");

      assertThat(services.points()).as("exactly twelve of the earlier ones").hasSize(30 + 12);
    }
  }

  /** A time that no event sent so far has, and every later one reaches. */
  private static Instant afterNow() {
    Instant next = Instant.ofEpochMilli(System.currentTimeMillis() + 1);
    while (Instant.now().isBefore(next)) {
      Thread.onSpinWait();
    }
    return next;
  }

  private static Set<String> ids(Stream<GeneratedEvent> events) {
    return events.map(event -> PointIds.of(event.eventId()).getUuid()).collect(Collectors.toSet());
  }
}
