package io.vectorstream.local.qdrant.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DockerEngineTest {
  private static final Optional<Predicate<String>> WITH_IMAGE = Optional.of("qdrant:1"::equals);

  @Test
  void anImageThatIsThereIsUsed() {
    assertThat(DockerEngine.absence(List.of("qdrant:1"), WITH_IMAGE, false)).isEmpty();
  }

  @Test
  void anotherImageIsNotPulledUnlessAskedFor() {
    assertThat(DockerEngine.absence(List.of("qdrant:1", "qdrant:2"), WITH_IMAGE, false))
        .contains(
            "The Docker engine here has no image qdrant:2: pull it, or let this test do so with"
                + " -Dvectorstream.test.pull=true.");
    assertThat(DockerEngine.absence(List.of("qdrant:1", "qdrant:2"), WITH_IMAGE, true)).isEmpty();
  }

  @Test
  void withoutAnEngineThereIsNothingToPullWith() {
    assertThat(DockerEngine.absence(List.of("qdrant:1"), Optional.empty(), true))
        .contains("There is no Docker engine here to run this test against a Qdrant in it.");
  }
}
