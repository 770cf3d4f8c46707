package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that reads two topics. */
final class SeveralTopicsIT {

  private static final GeneratorConfig FEW =
      GeneratorConfig.defaults().withProducts(10).withMalformedPercent(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void storesTheEventsOfAllAndKeepsLettersBesideTheirTopic(String runner) throws Exception {
    try (Services services = new Services(folder)) {
      String other = services.topic + "-other";
      services.kafka.createTopic(other, 2);
      List<GeneratedEvent> ofOne = services.send(FEW.withSeed(1), 200);
      List<GeneratedEvent> ofOther = services.sendTo(other, FEW.withSeed(2), 100);

      Services.Outcome outcome =
          services.run(
              "--startFrom=committed",
              "--runner=" + runner,
              "--topic=" + services.topic + ", " + other,
              "--maxEvents=300");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      List<GeneratedEvent> all = new ArrayList<>(ofOne);
      all.addAll(ofOther);
      ExactlyOnce.checkStored(all, services.points());
      ExactlyOnce.checkKept(ofOne, services.deadLetters());
      ExactlyOnce.checkKept(ofOther, services.deadLettersOf(other));
      assertThat(services.committed(services.topic).values().stream().mapToLong(o -> o).sum())
          .isEqualTo(200);
      assertThat(services.committed(other).values().stream().mapToLong(o -> o).sum())
          .isEqualTo(100);
    }
  }
}
