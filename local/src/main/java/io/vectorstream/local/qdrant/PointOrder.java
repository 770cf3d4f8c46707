package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.StartFrom;
import io.vectorstream.local.qdrant.filter.OrderValues;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order that an indexed field gives to points. A point comes once for each of its values, and
 * not at all if it has none.
 */
final class PointOrder {
  /** A point in the order; the document's number holds only for the reader that found it. */
  record Place(Number number, byte[] id, int doc) {
    OrderValue value() {
      return number instanceof Long
          ? OrderValue.newBuilder().setInt(number.longValue()).build()
          : OrderValue.newBuilder().setFloat(number.doubleValue()).build();
    }
  }

  private static final Comparator<Place> ASCENDING =
      Comparator.comparing(Place::number, OrderValues::compare)
          .thenComparing(Place::id, Arrays::compareUnsigned);

  private final OrderValues values;
  private final Comparator<Place> order;
  private final boolean descending;
  private final @Nullable Number start;

  private PointOrder(OrderValues values, boolean descending, @Nullable Number start) {
    this.values = values;
    this.descending = descending;
    this.order = descending ? ASCENDING.reversed() : ASCENDING;
    this.start = start;
  }

  static PointOrder of(StoredCollection collection, OrderBy request) {
    StartFrom from = request.getStartFrom();
    return new PointOrder(
        OrderValues.of(collection.definition().schema(), request.getKey()),
        request.getDirection() == Direction.Desc,
        from.getValueCase() == StartFrom.ValueCase.VALUE_NOT_SET ? null : OrderValues.start(from));
  }

  /** The first places of the points that match, as many as are wanted. */
  List<Place> first(PointReader points, PointFilter filter, long wanted) throws IOException {
    PriorityQueue<Place> lastFirst = new PriorityQueue<>(order.reversed());
    points.forEach(
        filter,
        at -> {
          for (Number number : values.of(at.point())) {
            if (isAfterStart(number) && mayCount(number, lastFirst, wanted)) {
              add(number, at, lastFirst, wanted);
            }
          }
          return true;
        });
    List<Place> first = new ArrayList<>(lastFirst);
    first.sort(order);
    return first;
  }

  private void add(Number number, SegmentPoints at, PriorityQueue<Place> lastFirst, long wanted)
      throws IOException {
    lastFirst.add(new Place(number, at.point().idBytes(), at.globalDoc()));
    if (Long.compareUnsigned(lastFirst.size(), wanted) > 0) {
      lastFirst.poll();
    }
  }

  /** Spares most points that come too late the copy of their id. */
  private boolean mayCount(Number number, PriorityQueue<Place> lastFirst, long wanted) {
    return Long.compareUnsigned(lastFirst.size(), wanted) < 0
        || compare(number, lastFirst.peek().number()) <= 0;
  }

  private boolean isAfterStart(Number number) {
    return start == null || compare(number, start) >= 0;
  }

  private int compare(Number one, Number other) {
    int ascending = OrderValues.compare(one, other);
    return descending ? -ascending : ascending;
  }
}
