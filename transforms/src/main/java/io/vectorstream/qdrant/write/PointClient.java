package io.vectorstream.qdrant.write;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.vectorstream.qdrant.point.EncodedPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls that change points of a collection, and read what is needed to know whether to. */
interface PointClient {

  /**
   * Upserts points; the call is done when they are applied, or refused together.
   *
   * @param unless points that are there and meet one of these stay as they are
   */
  ListenableFuture<UpdateResult> upsert(List<EncodedPoint> points, List<Condition> unless);

  /**
   * Deletes points, those that are there; the call is done when that is applied.
   *
   * @param unless points that meet one of these stay
   */
  ListenableFuture<UpdateResult> delete(List<PointId> ids, List<Condition> unless);

  /** Which points are there. */
  ListenableFuture<Set<PointId>> stored(List<PointId> ids);

  /** The payloads of those points that are there, reduced to one field. */
  ListenableFuture<Map<PointId, Map<String, Value>>> payloads(List<PointId> ids, String field);
}
