package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Points.UpdateMode;
import io.vectorstream.local.qdrant.filter.PointFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    for (NewPoint point : isUnconditional() ? points : allowed(store)) {
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
  private List<NewPoint> allowed(PointStore store) throws IOException {
    Map<BytesRef, NewPoint> lastById = new LinkedHashMap<>();
    points.forEach(point -> lastById.put(new BytesRef(point.id()), point));
    Map<BytesRef, Boolean> there = store.read(before -> areReplaceable(before, lastById.keySet()));
    List<NewPoint> allowed = new ArrayList<>();
    lastById.forEach(
        (id, point) -> {
          Boolean isReplaceable = there.get(id);
          boolean isWanted =
              isReplaceable == null
                  ? mode != UpdateMode.UpdateOnly
                  : mode != UpdateMode.InsertOnly && isReplaceable;
          if (isWanted) {
            allowed.add(point);
          }
        });
    return allowed;
  }

  /** Of the points that are there, whether they may be replaced. */
  private Map<BytesRef, Boolean> areReplaceable(PointReader before, Set<BytesRef> ids)
      throws IOException {
    Map<BytesRef, Boolean> there = new HashMap<>();
    before.forEach(
        ids,
        at -> {
          there.put(new BytesRef(at.point().idBytes()), replaceable.matches(at.point()));
          return true;
        });
    return there;
  }
}
