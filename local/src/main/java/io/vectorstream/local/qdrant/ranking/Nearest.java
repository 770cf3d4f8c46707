package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.PointReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a target with the points that a filter lets through. */
public final class Nearest {
  private final Target target;
  private final PointFilter filter;
  private final @Nullable Float threshold;

  Nearest(Target target, PointFilter filter, @Nullable Float threshold) {
    this.target = target;
    this.filter = filter;
    this.threshold = threshold;
  }

  /** Visits the points that have such a vector and pass the filter, in ascending documents. */
  public void forEach(Moment moment, HitVisitor visitor) throws IOException {
    target.source().on(moment.points()).forEach(moment.of(filter), visitor);
  }

  /** The places of hits, the nearest first, that come before any that fails the threshold. */
  public List<Place> places(List<Hit> nearestFirst) {
    List<Place> places = new ArrayList<>();
    for (Hit hit : nearestFirst) {
      float score = target.metric().score(hit.similarity());
      // It ends also at a NaN, which comes first: then nothing passes.
      if (threshold != null && !target.metric().passes(score, threshold)) {
        break;
      }
      places.add(new Place(hit.similarity(), score, hit.doc()));
    }
    return places;
  }

  /** For comparing with single points, whatever the filter says of them. */
  Comparison on(PointReader points) throws IOException {
    return target.source().on(points);
  }
}
