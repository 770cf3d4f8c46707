package io.vectorstream.qdrant.write;

import static io.vectorstream.qdrant.write.TestPoints.versioned;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StaleVersionsTest {

  private final StaleVersions<String> stale = new StaleVersions<>();

  @Test
  void pointsThatOneConditionLetsPassGoTogether() {
    add("a", 5, 1);
    add("b", 7, 4);
    add("c", 9, 6);
    add("d", 10, 8);

    assertThat(groups()).containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  @Test
  void aStoredVersionThatEqualsTheConditionWouldBeLeftAlone() {
    add("a", 5, 1);
    add("b", 6, 5);

    assertThat(groups()).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void everyPointIsInOneGroupWhoseOldestIsNewerThanWhatIsStored() {
    Random random = new Random(17);
    for (int i = 0; i < 500; i++) {
      double stored = random.nextInt(1_000);
      add("p" + i, stored + 1 + random.nextInt(100), stored);
    }
    List<List<PendingPoint<String>>> groups = stale.groups();

    assertThat(groups.stream().flatMap(List::stream).distinct()).hasSize(500);
    assertThat(groups).hasSizeLessThan(60);
    for (List<PendingPoint<String>> group : groups) {
      double oldest =
          group.stream().mapToDouble(point -> point.version().number()).min().getAsDouble();
      assertThat(group).allMatch(point -> point.order().position() < oldest);
    }
  }

  @Test
  void noPointsMakeNoGroups() {
    assertThat(groups()).isEmpty();
  }

  private List<List<String>> groups() {
    return stale.groups().stream()
        .map(group -> group.stream().map(PendingPoint::element).toList())
        .toList();
  }

  /** The stored version is kept as the position of the point, for the tests to compare with. */
  private void add(String element, double version, double stored) {
    PendingPoint<String> point = versioned(element, element.hashCode(), version);
    stale.add(
        new PendingPoint<>(
            element,
            point.encoded(),
            false,
            point.version(),
            TestPoints.at((long) stored),
            point.timestamp(),
            point.window()),
        new Version(stored, null));
  }
}
