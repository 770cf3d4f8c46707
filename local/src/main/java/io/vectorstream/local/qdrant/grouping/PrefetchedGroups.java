package io.vectorstream.local.qdrant.grouping;

import io.vectorstream.local.qdrant.ranking.Moment;
import io.vectorstream.local.qdrant.ranking.Place;
import io.vectorstream.local.qdrant.ranking.Ranking;
import io.vectorstream.local.qdrant.ranking.Stage;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds groups by a query with prefetches, in rounds as Qdrant does: each one asks the whole query
 * again without the points and the groups that are had, and so gives its points the scores of a new
 * ranking.
 */
record PrefetchedGroups(Stage stage, GroupKeys keys, long limit, long size) implements GroupSearch {
  private static final int ROUNDS_FOR_NEW_GROUPS = 5;
  private static final int ROUNDS_FOR_UNFILLED_GROUPS = 5;

  @Override
  public List<Group> run(PointReader points) throws IOException {
    Rounds rounds = new Rounds(stage.on(new Moment(points)), points.cursor());
    boolean more = true;
    for (int i = 0; i < ROUNDS_FOR_NEW_GROUPS && more; i++) {
      more = rounds.findNew();
    }
    more = !rounds.groups.areEnough();
    for (int i = 0; i < ROUNDS_FOR_UNFILLED_GROUPS && more; i++) {
      more = rounds.fill();
    }
    return rounds.groups.bestFirst();
  }

  private final class Rounds {
    private final Ranking ranking;
    private final PointCursor cursor;
    private final Map<Integer, Set<Object>> keysByDocument = new HashMap<>();
    private final CollectedGroups groups = new CollectedGroups(limit, size);

    Rounds(Ranking ranking, PointCursor cursor) {
      this.ranking = ranking;
      this.cursor = cursor;
    }

    /** Returns whether another round may find more that is wanted. */
    boolean findNew() throws IOException {
      return add(ranking.best(doc -> !groups.have(doc) && !groups.areFull(keysOf(doc))));
    }

    /** Returns whether another round may find more that is wanted. */
    boolean fill() throws IOException {
      Set<Object> unfilled = groups.unfilled();
      return add(
          ranking.best(
              doc ->
                  !groups.have(doc)
                      && (unfilled.isEmpty()
                          || keysOf(doc).stream().anyMatch(unfilled::contains))));
    }

    private boolean add(List<Place> places) throws IOException {
      for (Place place : places) {
        groups.add(place, keysOf(place.doc()));
      }
      return !places.isEmpty() && !groups.areEnough();
    }

    private Set<Object> keysOf(int doc) throws IOException {
      Set<Object> known = keysByDocument.get(doc);
      if (known == null) {
        known = keys.of(cursor.moveTo(doc).point());
        keysByDocument.put(doc, known);
      }
      return known;
    }
  }
}
