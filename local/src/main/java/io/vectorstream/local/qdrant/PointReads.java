package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.PayloadSelection;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/** What the calls do that read points without comparing vectors. */
final class PointReads {
  private static final long SCROLL_LIMIT = 10;
  private static final byte[] FIRST_ID = {};

  private PointReads() {}

  static GetResponse.Builder get(StoredCollection collection, GetPoints request)
      throws IOException {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    PointSelection selection =
        new PointSelection(
            PayloadSelection.of(request.hasWithPayload(), request.getWithPayload(), false),
            VectorSelection.of(collection.definition().vectors(), request.getWithVectors()));
    Set<BytesRef> ids = new LinkedHashSet<>();
    for (PointId id : request.getIdsList()) {
      ids.add(new BytesRef(IdBytes.encode(id)));
    }
    Map<BytesRef, RetrievedPoint.Builder> found = new HashMap<>();
    collection.read(
        points -> {
          points.forEach(
              ids,
              at -> {
                found.put(new BytesRef(at.point().idBytes()), selection.retrieved(at));
                return true;
              });
          return null;
        });
    GetResponse.Builder response = GetResponse.newBuilder();
    ids.stream().map(found::get).filter(Objects::nonNull).forEach(response::addResult);
    return response;
  }

  static CountResponse.Builder count(StoredCollection collection, CountPoints request)
      throws IOException {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    PointFilter filter = collection.filter(request.hasFilter(), request.getFilter());
    long count =
        collection.read(
            points -> filter == PointFilter.ALL ? points.count() : points.count(filter));
    return CountResponse.newBuilder().setResult(CountResult.newBuilder().setCount(count));
  }

  static ScrollResponse.Builder scroll(StoredCollection collection, ScrollPoints request)
      throws IOException {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    long limit = scrollLimit(request);
    PointFilter filter = collection.filter(request.hasFilter(), request.getFilter());
    PointSelection selection = PointSelection.of(collection, request);
    byte[] from = request.hasOffset() ? IdBytes.encode(request.getOffset()) : FIRST_ID;
    return collection.read(
        points -> {
          ScrollResponse.Builder response = ScrollResponse.newBuilder();
          points.forEachInOrder(
              from,
              filter,
              at -> {
                if (response.getResultCount() < limit) {
                  response.addResult(selection.retrieved(at));
                  return true;
                }
                response.setNextPageOffset(at.point().id());
                return false;
              });
          return response;
        });
  }

  /** How many points a scroll asks for. */
  static long scrollLimit(ScrollPoints request) {
    return Limits.of(request.hasLimit(), Integer.toUnsignedLong(request.getLimit()), SCROLL_LIMIT);
  }
}
