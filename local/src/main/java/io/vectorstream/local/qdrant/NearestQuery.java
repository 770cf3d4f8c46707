package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.PayloadSelection;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.vector.Metric;
import io.vectorstream.local.qdrant.vector.VectorSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A search for the points nearest to a vector, or to another point. */
final class NearestQuery {
  private static final long QUERY_LIMIT = 10;

  private final StoredCollection collection;
  private final String vectorName;
  private final VectorSpace space;
  private final PointFilter filter;
  private final PointSelection selection;
  private final long limit;
  private final long offset;
  private final Float threshold;
  private final float[] vector;
  private final PointId point;

  private NearestQuery(StoredCollection collection, QueryPoints request) {
    this.collection = collection;
    vectorName = request.getUsing();
    space = collection.definition().vectors().get(vectorName);
    filter = collection.filter(request.hasFilter(), request.getFilter());
    selection =
        new PointSelection(
            PayloadSelection.of(request.hasWithPayload(), request.getWithPayload(), false),
            VectorSelection.of(collection.definition().vectors(), request.getWithVectors()));
    limit = request.hasLimit() ? request.getLimit() : QUERY_LIMIT;
    if (limit == 0) {
      throw Failures.wrongInput("limit has to be at least 1");
    }
    offset = request.getOffset();
    threshold = request.hasScoreThreshold() ? request.getScoreThreshold() : null;
    VectorInput nearest = request.getQuery().getNearest();
    vector = nearest.hasDense() ? space.prepare(nearest.getDense()) : null;
    point = nearest.hasId() ? nearest.getId() : null;
  }

  static NearestQuery of(StoredCollection collection, QueryPoints request) {
    Failures.refuseIf(request.getPrefetchCount() > 0, "prefetch");
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    Failures.refuseIf(request.hasLookupFrom(), "lookup_from");
    refuseUnsupported(request.getParams());
    refuseUnsupported(request.getQuery());
    return new NearestQuery(collection, request);
  }

  static NearestQuery of(StoredCollection collection, SearchPoints request) {
    Failures.refuseIf(request.hasSparseIndices(), "sparse vectors");
    QueryPoints.Builder query =
        QueryPoints.newBuilder()
            .setQuery(nearestTo(request.getVectorList()))
            .setFilter(request.getFilter())
            .setParams(request.getParams())
            .setLimit(request.getLimit())
            .setOffset(request.getOffset())
            .setUsing(request.getVectorName())
            .setWithVectors(request.getWithVectors());
    if (request.hasWithPayload()) {
      query.setWithPayload(request.getWithPayload());
    }
    if (request.hasScoreThreshold()) {
      query.setScoreThreshold(request.getScoreThreshold());
    }
    if (request.hasShardKeySelector()) {
      query.setShardKeySelector(request.getShardKeySelector());
    }
    return of(collection, query.build());
  }

  List<ScoredPoint> run() throws IOException {
    return collection.read(this::run);
  }

  private List<ScoredPoint> run(PointReader points) throws IOException {
    Metric metric = space.metric();
    long count = points.count();
    int wanted = (int) Math.min(count, atMost(limit, count) + atMost(offset, count));
    float[] target = point == null ? vector : vectorOf(points);
    List<ScoredPoint> answer = new ArrayList<>();
    if (wanted == 0) {
      return answer;
    }
    List<NearestPoints.Hit> hits =
        NearestPoints.find(points, vectorName, metric, target, withoutQueryPoint(), wanted);
    PointCursor cursor = points.cursor();
    for (int i = 0; i < hits.size(); i++) {
      float score = metric.score(hits.get(i).similarity());
      if (threshold != null && !metric.passes(score, threshold)) {
        break; // also at a NaN, which comes first: then nothing passes
      }
      if (i >= atMost(offset, count)) {
        answer.add(selection.scored(cursor.moveTo(hits.get(i).doc()), score));
      }
    }
    return answer;
  }

  /** The smaller of the two, where the first one is unsigned. */
  private static long atMost(long unsigned, long most) {
    return Long.compareUnsigned(unsigned, most) < 0 ? unsigned : most;
  }

  private float[] vectorOf(PointReader points) throws IOException {
    return points
        .find(IdBytes.encode(point))
        .orElseThrow(() -> Failures.noSuchPoint(IdBytes.describe(point)))
        .decodedVector(vectorName)
        .orElseThrow(() -> Failures.noSuchVectorOfPoint(vectorName));
  }

  /** A point is not among the points nearest to it. */
  private PointFilter withoutQueryPoint() {
    if (point == null) {
      return filter;
    }
    byte[] id = IdBytes.encode(point);
    return candidate -> !candidate.hasId(id) && filter.matches(candidate);
  }

  private static Query nearestTo(List<Float> vector) {
    VectorInput.Builder input = VectorInput.newBuilder();
    input.getDenseBuilder().addAllData(vector);
    return Query.newBuilder().setNearest(input).build();
  }

  private static void refuseUnsupported(Query query) {
    Failures.refuseIf(!query.hasNearest(), "queries of the kind " + query.getVariantCase());
    VectorInput nearest = query.getNearest();
    Failures.refuseIf(
        !nearest.hasDense() && !nearest.hasId(),
        "queries by vectors of the kind " + nearest.getVariantCase());
  }

  private static void refuseUnsupported(SearchParams params) {
    Failures.refuseIf(params.getIndexedOnly(), "indexed_only");
  }
}
