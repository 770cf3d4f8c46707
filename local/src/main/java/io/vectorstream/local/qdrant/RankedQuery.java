package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.ranking.Documents;
import io.vectorstream.local.qdrant.ranking.Moment;
import io.vectorstream.local.qdrant.ranking.Place;
import io.vectorstream.local.qdrant.ranking.QueryPlan;
import io.vectorstream.local.qdrant.ranking.Stage;
import io.vectorstream.local.qdrant.storage.PointCursor;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A search for the points that are nearest to something, or that several searches agree on. */
final class RankedQuery {
  private final StoredCollection collection;
  private final Stage stage;
  private final PointSelection selection;
  private final long offset;

  private RankedQuery(StoredCollection collection, QueryPoints request) {
    this.collection = collection;
    stage = QueryPlan.of(collection, request);
    selection = PointSelection.of(collection, request);
    offset = request.getOffset();
  }

  static RankedQuery of(StoredCollection collection, QueryPoints request) {
    return new RankedQuery(collection, request);
  }

  static RankedQuery of(StoredCollection collection, SearchPoints request) {
    QueryPoints.Builder query =
        QueryPoints.newBuilder()
            .setQuery(Query.newBuilder().setNearest(target(request)))
            .setParams(request.getParams())
            .setLimit(request.getLimit())
            .setOffset(request.getOffset())
            .setUsing(request.getVectorName())
            .setWithVectors(request.getWithVectors());
    if (request.hasFilter()) {
      query.setFilter(request.getFilter());
    }
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
    List<Place> places = stage.on(new Moment(points)).best(Documents.ALL);
    List<ScoredPoint> answer = new ArrayList<>();
    PointCursor cursor = points.cursor();
    for (Place place : places.subList(Limits.atMost(offset, places.size()), places.size())) {
      answer.add(selection.scored(cursor.moveTo(place.doc()), place.score()).build());
    }
    return answer;
  }

  private static VectorInput target(SearchPoints request) {
    VectorInput.Builder target = VectorInput.newBuilder();
    if (!request.hasSparseIndices()) {
      target.getDenseBuilder().addAllData(request.getVectorList());
      return target.build();
    }
    if (request.getVectorName().isEmpty()) {
      throw Failures.wrongInput("Sparse vector must have a name specified");
    }
    target
        .getSparseBuilder()
        .addAllIndices(request.getSparseIndices().getDataList())
        .addAllValues(request.getVectorList());
    return target.build();
  }
}
