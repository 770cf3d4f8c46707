package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads of points in the order of a payload field. */
final class OrderedReads {
  private static final long QUERY_LIMIT = 10;

  /** What Qdrant gives to each point of a query that compares nothing. */
  private static final float SCORE = 1;

  private OrderedReads() {}

  static ScrollResponse.Builder scroll(StoredCollection collection, ScrollPoints request)
      throws IOException {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    if (request.hasOffset()) {
      throw Failures.wrongInput(
          "Cannot use an `offset` when using `order_by`. The alternative for paging is to use"
              + " `order_by.start_from` and a filter to exclude the IDs that you've already seen"
              + " for the `order_by.start_from` value");
    }
    long limit = PointReads.scrollLimit(request);
    PointFilter filter = collection.filter(request.hasFilter(), request.getFilter());
    PointSelection selection = PointSelection.of(collection, request);
    PointOrder order = PointOrder.of(collection, request.getOrderBy());
    return collection.read(
        points -> {
          ScrollResponse.Builder response = ScrollResponse.newBuilder();
          PointCursor cursor = points.cursor();
          for (PointOrder.Place place : order.first(points, filter, limit)) {
            response.addResult(
                selection.retrieved(cursor.moveTo(place.doc())).setOrderValue(place.value()));
          }
          return response;
        });
  }

  static List<ScoredPoint> query(StoredCollection collection, QueryPoints request)
      throws IOException {
    Failures.refuseIf(request.getPrefetchCount() > 0, "prefetch");
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    if (request.hasScoreThreshold()) {
      throw Failures.wrongInput("Can't use score_threshold with an order_by query.");
    }
    long limit = Limits.of(request.hasLimit(), request.getLimit(), QUERY_LIMIT);
    PointFilter filter = collection.filter(request.hasFilter(), request.getFilter());
    PointSelection selection = PointSelection.of(collection, request);
    PointOrder order = PointOrder.of(collection, request.getQuery().getOrderBy());
    return collection.read(
        points -> {
          List<ScoredPoint> answer = new ArrayList<>();
          PointCursor cursor = points.cursor();
          int skipped = Limits.atMost(request.getOffset(), Integer.MAX_VALUE);
          long wanted = (long) skipped + Limits.atMost(limit, Integer.MAX_VALUE);
          List<PointOrder.Place> places = order.first(points, filter, wanted);
          for (PointOrder.Place place :
              places.subList(Math.min(skipped, places.size()), places.size())) {
            answer.add(
                selection
                    .scored(cursor.moveTo(place.doc()), SCORE)
                    .clearVersion()
                    .setOrderValue(place.value())
                    .build());
          }
          return answer;
        });
  }
}
