package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.SegmentPoints;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.vector.VectorSpace;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Compares a vector, or that of a point, with every one that a query's filter lets through. */
final class NearestScan {
  /** Takes points one by one; what it is given moves on afterwards. */
  @FunctionalInterface
  interface Visitor {
    void visit(float similarity, SegmentPoints at) throws IOException;
  }

  private final String vectorName;
  private final VectorSpace space;
  private final PointFilter filter;
  private final @Nullable Float threshold;
  private final float @Nullable [] vector;
  private final @Nullable PointId point;

  private NearestScan(StoredCollection collection, QueryPoints request) {
    vectorName = request.getUsing();
    space = collection.definition().vectors().dense(vectorName);
    filter = collection.filter(request.hasFilter(), request.getFilter());
    threshold = request.hasScoreThreshold() ? request.getScoreThreshold() : null;
    VectorInput nearest = request.getQuery().getNearest();
    vector = nearest.hasDense() ? space.prepare(nearest.getDense()) : null;
    point = nearest.hasId() ? nearest.getId() : null;
  }

  static NearestScan of(StoredCollection collection, QueryPoints request) {
    Failures.refuseIf(request.getPrefetchCount() > 0, "prefetch");
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    Failures.refuseIf(request.hasLookupFrom(), "lookup_from");
    Failures.refuseIf(request.getParams().getIndexedOnly(), "indexed_only");
    refuseUnsupported(request.getQuery());
    return new NearestScan(collection, request);
  }

  /** Visits the points that have such a vector and pass the filter, in ascending documents. */
  void forEach(PointReader points, Visitor visitor) throws IOException {
    float[] target = vector == null ? vectorOfPoint(points) : vector;
    points.forEach(
        withoutQueryPoint(),
        at -> {
          BytesRef stored = at.vector(vectorName);
          if (stored != null) {
            visitor.visit(space.metric().similarity(target, stored.bytes, stored.offset), at);
          }
          return true;
        });
  }

  /** What a client sees of a hit's similarity. */
  float score(Hit hit) {
    return space.metric().score(hit.similarity());
  }

  /** Those of the hits, the nearest first, that come before any that fails the threshold. */
  List<Hit> passing(List<Hit> nearestFirst) {
    if (threshold == null) {
      return nearestFirst;
    }
    int passing = 0;
    // It ends also at a NaN, which comes first: then nothing passes.
    while (passing < nearestFirst.size()
        && space.metric().passes(score(nearestFirst.get(passing)), threshold)) {
      passing++;
    }
    return nearestFirst.subList(0, passing);
  }

  private float[] vectorOfPoint(PointReader points) throws IOException {
    return points
        .find(IdBytes.encode(point))
        .orElseThrow(() -> Failures.noSuchPoint(IdBytes.describe(point)))
        .denseVector(vectorName)
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

  private static void refuseUnsupported(Query query) {
    Failures.refuseIf(!query.hasNearest(), "queries of the kind " + query.getVariantCase());
    VectorInput nearest = query.getNearest();
    Failures.refuseIf(
        !nearest.hasDense() && !nearest.hasId(),
        "queries by vectors of the kind " + nearest.getVariantCase());
  }
}
