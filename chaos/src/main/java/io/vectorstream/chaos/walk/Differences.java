package io.vectorstream.chaos.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what there is with what the model says, and says each difference in a line. */
final class Differences {

  /** Vectors of one text are closer than this, those of two texts are not. */
  private static final double CLOSE = 0.999;

  private final ReferenceModel model;
  private final Function<String, float[]> vectorOf;
  private final List<String> lines = new ArrayList<>();

  private Differences(ReferenceModel model, Function<String, float[]> vectorOf) {
    this.model = model;
    this.vectorOf = vectorOf;
  }

  /**
   * Compares.
   *
   * @param points all that the store holds, by id
   * @param letters all dead letters; one may be there several times
   * @param records all committed records, by their place
   * @param vectorOf a text's vector
   */
  static List<String> of(
      ReferenceModel model,
      Map<String, StoredPoint> points,
      List<FoundLetter> letters,
      Map<Place, PlannedRecord> records,
      Function<String, float[]> vectorOf) {
    Differences differences = new Differences(model, vectorOf);
    differences.compareLetters(letters, records);
    differences.comparePoints(points);
    return differences.lines;
  }

  private void comparePoints(Map<String, StoredPoint> points) {
    Map<String, StoredPoint> extra = new TreeMap<>(points);
    new TreeMap<>(model.points())
        .forEach(
            (id, events) -> {
              StoredPoint point = extra.remove(id);
              if (point == null) {
                lines.add("the point of event " + events.get(0).id() + " is missing");
              } else {
                compare(events, point);
              }
            });
    extra.forEach(
        (id, point) ->
            lines.add("there is a point of event " + point.payload().get("event_id") + ", " + id));
  }

  private void compare(List<Fate.Event> events, StoredPoint point) {
    Object number = point.payload().get(GoodEvents.NUMBER);
    if (events.stream().noneMatch(event -> event.isNumber(number))) {
      lines.add(
          "the point of event "
              + events.get(0).id()
              + " is its record no. "
              + number
              + ", not "
              + events.get(0).content().payload().get(GoodEvents.NUMBER));
      return;
    }
    String first = "";
    for (Fate.Event event : events) {
      Optional<String> difference = difference(event.content(), point);
      if (difference.isEmpty()) {
        return;
      }
      first = first.isEmpty() ? difference.get() : first;
    }
    lines.add("the point of event " + events.get(0).id() + ": " + first);
  }

  private Optional<String> difference(Fate.Content content, StoredPoint point) {
    return PayloadMatch.difference(content.payload(), point.payload())
        .or(
            () ->
                areClose(vectorOf.apply(content.text()), point.vector())
                    ? Optional.empty()
                    : Optional.of("its vector is not of the text \"" + content.text() + "\""));
  }

  private void compareLetters(List<FoundLetter> found, Map<Place, PlannedRecord> records) {
    Map<Place, List<FoundLetter>> letters =
        found.stream().collect(Collectors.groupingBy(FoundLetter::place));
    model
        .letters()
        .forEach(
            (place, record) -> {
              List<FoundLetter> all = letters.getOrDefault(place, List.of());
              if (all.isEmpty()) {
                lines.add("the dead letter of " + record.what() + " at " + place + " is missing");
              } else if (!all.stream().allMatch(letter -> letter.keeps(record))) {
                lines.add("the dead letter of " + record.what() + " at " + place + " is changed");
              }
            });
    new TreeMap<>(letters)
        .forEach(
            (place, all) -> {
              if (!model.letters().containsKey(place)) {
                lines.add(describe(place, all.get(0), records.get(place)));
              }
            });
  }

  private static String describe(Place place, FoundLetter letter, PlannedRecord record) {
    String what = record == null ? "what nobody has committed" : record.what();
    return "there is a dead letter of " + what + " at " + place + " (" + letter.reason() + ")";
  }

  /** A vector of zeros, or with NaN, is close to none. */
  private static boolean areClose(float[] wanted, List<Float> stored) {
    return wanted.length == stored.size() && cosine(wanted, stored) >= CLOSE;
  }

  private static double cosine(float[] wanted, List<Float> stored) {
    double product = 0;
    double ours = 0;
    double theirs = 0;
    for (int i = 0; i < wanted.length; i++) {
      product += wanted[i] * stored.get(i);
      ours += wanted[i] * wanted[i];
      theirs += stored.get(i) * stored.get(i);
    }
    return product / Math.sqrt(ours * theirs);
  }
}
