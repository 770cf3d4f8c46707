package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.PointIds;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceModelTest {

  private final ReferenceModel model = new ReferenceModel();
  private long offset;

  @Test
  void withoutVersionsTheLastEventOfAnIdIsStored() {
    Fate.Event first = event("a", Fate.NO_VERSION);
    Fate.Event last = event("a", Fate.NO_VERSION);
    take(first);
    take(last);

    assertThat(model.points().get(pointId("a"))).singleElement().isSameAs(last);
  }

  @Test
  void theNewestVersionIsStoredWheneverItComes() {
    Fate.Event newest = event("a", 3);
    take(event("a", 2));
    take(newest);
    take(event("a", 1));

    assertThat(model.points().get(pointId("a"))).singleElement().isSameAs(newest);
  }

  @Test
  void ofEqualVersionsAnyMayBeStored() {
    Fate.Event minusZero = event("a", -0.0);
    Fate.Event zero = event("a", 0.0);
    take(event("a", -1));
    take(minusZero);
    take(zero);

    assertThat(model.points().get(pointId("a"))).containsExactly(minusZero, zero);
  }

  @Test
  void aTombstoneDeletesWhatCameBeforeIt() {
    Fate.Event after = event("b", Fate.NO_VERSION);
    take(event("a", Fate.NO_VERSION));
    take(event("b", Fate.NO_VERSION));
    take(new Fate.Tombstone("a"));
    take(new Fate.Tombstone("b"));
    take(after);

    assertThat(model.points()).containsOnlyKeys(pointId("b"));
    assertThat(model.points().get(pointId("b"))).singleElement().isSameAs(after);
  }

  @Test
  void theFormsOfAUuidAreOneId() {
    take(event("0573131b-903c-e524-04f7-91e4e6ae6fdb", Fate.NO_VERSION));
    take(new Fate.Tombstone("0573131B903CE52404F791E4E6AE6FDB"));

    assertThat(model.points()).isEmpty();
  }

  @Test
  void whatIsNoEventIsALetterAndNothingElseIs() {
    take(event("a", Fate.NO_VERSION));
    take(new Fate.Letter());
    take(new Fate.Tombstone("a"));

    assertThat(model.letters()).containsOnlyKeys(new Place("t", 0, 1));
  }

  private void take(Fate fate) {
    model.take(
        new Place("t", 0, offset++), new PlannedRecord("t", 0, null, null, fate, "a record"));
  }

  private static Fate.Event event(String id, double version) {
    return new Fate.Event(id, new Fate.Content(Map.of("event_id", id), "text"), version);
  }

  private static String pointId(String id) {
    return PointIds.of(id).getUuid();
  }
}
