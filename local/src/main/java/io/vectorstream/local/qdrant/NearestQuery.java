package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A search for the points nearest to a vector, or to another point. */
final class NearestQuery {
  private static final long QUERY_LIMIT = 10;

  private final StoredCollection collection;
  private final NearestScan scan;
  private final PointSelection selection;
  private final long limit;
  private final long offset;

  private NearestQuery(StoredCollection collection, QueryPoints request) {
    this.collection = collection;
    scan = NearestScan.of(collection, request);
    selection = PointSelection.of(collection, request);
    limit = Limits.of(request.hasLimit(), request.getLimit(), QUERY_LIMIT);
    offset = request.getOffset();
  }

  static NearestQuery of(StoredCollection collection, QueryPoints request) {
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
    int count = points.count();
    int skipped = Limits.atMost(offset, count);
    BestHits best = new BestHits(skipped + Limits.atMost(limit, count - skipped));
    scan.forEach(points, (similarity, at) -> best.offer(similarity, at.globalDoc()));
    List<Hit> hits = scan.passing(best.nearestFirst());
    List<ScoredPoint> answer = new ArrayList<>();
    PointCursor cursor = points.cursor();
    for (Hit hit : hits.subList(Math.min(skipped, hits.size()), hits.size())) {
      answer.add(selection.scored(cursor.moveTo(hit.doc()), scan.score(hit)).build());
    }
    return answer;
  }

  private static Query nearestTo(List<Float> vector) {
    VectorInput.Builder input = VectorInput.newBuilder();
    input.getDenseBuilder().addAllData(vector);
    return Query.newBuilder().setNearest(input).build();
  }
}
