package io.vectorstream.local.qdrant.grouping;

import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.ranking.BestHits;
import io.vectorstream.local.qdrant.ranking.Hit;
import io.vectorstream.local.qdrant.ranking.Moment;
import io.vectorstream.local.qdrant.ranking.Nearest;
import io.vectorstream.local.qdrant.ranking.Place;
import io.vectorstream.local.qdrant.storage.PointReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds groups by one comparison, of which every point is looked at. Qdrant looks at some of the
 * nearest, and so may answer with fewer groups, or fewer hits in one, than there are.
 */
record NearestGroups(Nearest nearest, GroupKeys keys, long limit, long size)
    implements GroupSearch {

  private record Hits(Object key, List<Hit> nearestFirst) {
    static final Comparator<Hits> NEAREST_FIRST =
        Comparator.comparing(group -> group.nearestFirst().get(0), Hit.NEAREST_FIRST);
  }

  @Override
  public List<Group> run(PointReader points) throws IOException {
    List<Hits> nearestFirst = nearestFirst(points);
    List<Group> groups = new ArrayList<>();
    for (Hits group : nearestFirst.subList(0, Limits.atMost(limit, nearestFirst.size()))) {
      List<Place> places = nearest.places(group.nearestFirst());
      if (places.isEmpty()) {
        break;
      }
      groups.add(new Group(group.key(), places));
    }
    return groups;
  }

  private List<Hits> nearestFirst(PointReader points) throws IOException {
    int most = Limits.atMost(size, points.count());
    Map<Object, BestHits> hitsByKey = new HashMap<>();
    nearest.forEach(
        new Moment(points),
        (similarity, at) -> {
          for (Object key : keys.of(at.point())) {
            hitsByKey
                .computeIfAbsent(key, k -> new BestHits(most))
                .offer(similarity, at.globalDoc());
          }
        });
    List<Hits> groups = new ArrayList<>(hitsByKey.size());
    hitsByKey.forEach((key, hits) -> groups.add(new Hits(key, hits.nearestFirst())));
    groups.sort(Hits.NEAREST_FIRST);
    return groups;
  }
}
