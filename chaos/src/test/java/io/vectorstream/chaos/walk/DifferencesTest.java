package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.PointIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two events are stored and one record is a dead letter, and then something is not so. */
class DifferencesTest {

  private static final Map<String, Object> MUG = payload("e-1", 1.5, "2026-01-31T10:00Z");
  private static final Map<String, Object> LAMP = payload("e-2", -0.0, "2026-01-31T09:30:00Z");
  private static final Place MALFORMED = new Place("t", 0, 2);

  private final ReferenceModel model = new ReferenceModel();
  private final Map<String, StoredPoint> points = new HashMap<>();
  private final List<FoundLetter> letters = new ArrayList<>();
  private final Map<Place, PlannedRecord> records = new HashMap<>();

  @BeforeEach
  void everythingIsAsItHasToBe() {
    take(0, new Fate.Event("e-1", new Fate.Content(MUG, "mug"), Fate.NO_VERSION), "an event");
    take(1, new Fate.Event("e-2", new Fate.Content(LAMP, "lamp"), Fate.NO_VERSION), "an event");
    take(2, new Fate.Letter(), "half an event");
    points.put(id("e-1"), stored("e-1", 1.5, "2026-01-31T10:00Z", 1, 0));
    points.put(id("e-2"), stored("e-2", -0.0, "2026-01-31T09:30:00Z", 0, 1));
    letters.add(letter(MALFORMED, "{\"even"));
  }

  @Test
  void thereAreNone() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void aLetterMayBeThereTwice() {
    letters.add(letter(MALFORMED, "{\"even"));

    assertThat(differences()).isEmpty();
  }

  @Test
  void aTimeMayBeStoredInAFormThatQdrantCompares() {
    points.put(id("e-1"), stored("e-1", 1.5, "2026-01-31T10:00:00Z", 1, 0));
    assertThat(differences()).isEmpty();

    points.put(id("e-1"), stored("e-1", 1.5, "2026-01-31T10:00:01Z", 1, 0));
    assertThat(differences()).singleElement().asString().contains("e-1", ".timestamp");
  }

  @Test
  void aPointIsMissing() {
    points.remove(id("e-2"));

    assertThat(differences()).containsExactly("the point of event e-2 is missing");
  }

  @Test
  void thereIsAPointTooMuch() {
    points.put(id("e-3"), stored("e-3", 1.5, "2026-01-31T10:00Z", 1, 0));

    assertThat(differences()).containsExactly("there is a point of event e-3, " + id("e-3"));
  }

  @Test
  void aPayloadIsAnother() {
    points.put(id("e-2"), stored("e-2", 0.0, "2026-01-31T09:30:00Z", 0, 1));

    assertThat(differences())
        .containsExactly("the point of event e-2: .n is Double 0.0 and not Double -0.0");
  }

  @Test
  void anEarlierEventOfTheIdIsStored() {
    take(3, numbered(7), "an event");
    points.put(id("e-5"), new StoredPoint(Map.of(GoodEvents.NUMBER, 6L), List.of(1f, 0f)));

    assertThat(differences()).containsExactly("the point of event e-5 is its record no. 6, not 7");
  }

  private static Fate.Event numbered(long number) {
    return new Fate.Event(
        "e-5", new Fate.Content(Map.of(GoodEvents.NUMBER, number), "mug"), Fate.NO_VERSION);
  }

  @Test
  void aFieldIsTooMuch() {
    Map<String, Object> more = new HashMap<>(points.get(id("e-1")).payload());
    more.put("more", null);
    points.put(id("e-1"), new StoredPoint(more, List.of(1f, 0f)));

    assertThat(differences()).containsExactly("the point of event e-1:  lacks [], and has [more]");
  }

  @Test
  void aVectorIsOfAnotherText() {
    points.put(id("e-1"), stored("e-1", 1.5, "2026-01-31T10:00Z", 0, 1));

    assertThat(differences())
        .containsExactly("the point of event e-1: its vector is not of the text \"mug\"");
  }

  @Test
  void aVectorIsNone() {
    String difference = "the point of event e-1: its vector is not of the text \"mug\"";
    for (List<Float> vector :
        List.of(List.of(Float.NaN, 1f), List.of(0f, 0f), List.of(1f), List.of(1f, 0f, 0f))) {
      points.put(id("e-1"), new StoredPoint(points.get(id("e-1")).payload(), vector));

      assertThat(differences()).as("%s", vector).containsExactly(difference);
    }
  }

  @Test
  void ofEqualVersionsEitherMayBeStored() {
    take(3, new Fate.Event("e-4", new Fate.Content(MUG, "mug"), 0.0), "an event");
    take(4, new Fate.Event("e-4", new Fate.Content(LAMP, "lamp"), -0.0), "an event");

    points.put(id("e-4"), stored("e-2", -0.0, "2026-01-31T09:30:00Z", 0, 1));
    assertThat(differences()).isEmpty();

    points.put(id("e-4"), stored("e-2", -0.0, "2026-01-31T09:30:00Z", 1, 0));
    assertThat(differences()).hasSize(1);
  }

  @Test
  void aLetterIsMissing() {
    letters.clear();

    assertThat(differences())
        .containsExactly("the dead letter of half an event at t-0@2 is missing");
  }

  @Test
  void aLetterIsTooMuch() {
    letters.add(letter(new Place("t", 0, 1), "{}"));
    letters.add(letter(new Place("t", 0, 9), "{}"));

    assertThat(differences())
        .containsExactly(
            "there is a dead letter of an event at t-0@1 (parse: on purpose)",
            "there is a dead letter of what nobody has committed at t-0@9 (parse: on purpose)");
  }

  @Test
  void aLetterHasOtherBytes() {
    letters.clear();
    letters.add(letter(MALFORMED, "{\"event"));

    assertThat(differences())
        .containsExactly("the dead letter of half an event at t-0@2 is changed");
  }

  @Test
  void oneOfSeveralLettersHasOtherBytes() {
    letters.add(0, letter(MALFORMED, "{\"event"));

    assertThat(differences())
        .containsExactly("the dead letter of half an event at t-0@2 is changed");
  }

  @Test
  void onlyALetterOfALargeRecordMayLackItsContent() {
    letters.set(0, new FoundLetter(MALFORMED, null, null, false, "parse: on purpose"));
    assertThat(differences())
        .containsExactly("the dead letter of half an event at t-0@2 is changed");

    take(2, new Fate.Letter(), "half an event", "{\"even" + "n".repeat(1_000_000));
    assertThat(differences()).isEmpty();
  }

  private List<String> differences() {
    return Differences.of(
        model,
        points,
        letters,
        records,
        text -> text.equals("mug") ? new float[] {1, 0} : new float[] {0, 1});
  }

  private void take(long offset, Fate fate, String what) {
    take(offset, fate, what, "{\"even");
  }

  private void take(long offset, Fate fate, String what, String value) {
    Place place = new Place("t", 0, offset);
    PlannedRecord record = new PlannedRecord("t", 0, null, JsonTextTest.utf8(value), fate, what);
    records.put(place, record);
    model.take(place, record);
  }

  private static Map<String, Object> payload(String id, double n, String time) {
    Instant instant = Instant.parse(time.length() > 17 ? time : time.replace("Z", ":00Z"));
    return Map.of(
        "event_id",
        id,
        "n",
        n,
        "timestamp",
        new JsonToken('"' + time + '"', new Moment(time, instant)));
  }

  private static StoredPoint stored(String id, double n, String time, float x, float y) {
    return new StoredPoint(Map.of("event_id", id, "n", n, "timestamp", time), List.of(x, y));
  }

  private static FoundLetter letter(Place place, String value) {
    return new FoundLetter(place, null, JsonTextTest.utf8(value), true, "parse: on purpose");
  }

  private static String id(String eventId) {
    return PointIds.of(eventId).getUuid();
  }
}
