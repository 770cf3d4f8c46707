package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Points.UpdateMode;
import io.vectorstream.local.qdrant.filter.PointFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/**
 * Stores points, each in place of the one with the same id.
 *
 * @param mode whether to insert, to replace, or both
 * @param replaceable which of the points that are there may be replaced
 */
record Upsert(List<NewPoint> points, UpdateMode mode, PointFilter replaceable) implements Write {

  @Override
  public void applyTo(PointStore store) throws IOException {
    for (NewPoint point : isUnconditional() ? points : store.read(this::allowed)) {
      store.put(point);
    }
  }

  private boolean isUnconditional() {
    return mode == UpdateMode.Upsert && replaceable == PointFilter.ALL;
  }

  /**
   * Conditions are about the points that were there before the batch; of equal ids in it the last
   * one counts.
   */
  private List<NewPoint> allowed(PointReader before) throws IOException {
    Map<BytesRef, NewPoint> lastById = new LinkedHashMap<>();
    points.forEach(point -> lastById.put(new BytesRef(point.id()), point));
    List<NewPoint> allowed = new ArrayList<>();
    for (NewPoint point : lastById.values()) {
      Optional<SegmentPoints> there = before.find(point.id());
      boolean wanted =
          there.isEmpty()
              ? mode != UpdateMode.UpdateOnly
              : mode != UpdateMode.InsertOnly && replaceable.matches(there.get().point());
      if (wanted) {
        allowed.add(point);
      }
    }
    return allowed;
  }
}
