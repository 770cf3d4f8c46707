package io.vectorstream.qdrant;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the calls that carry batches, with the conditions that their versions ask for. */
final class BatchCalls<T> {

  private final PointCalls points;
  private final PatientCalls calls;
  private final @Nullable String versionField;

  BatchCalls(PointCalls points, PatientCalls calls, @Nullable String versionField) {
    this.points = points;
    this.calls = calls;
    this.versionField = versionField;
  }

  /** Sends points that can go in the same call, leaving alone what is not older than the oldest. */
  Attempt<UpdateResult> send(List<PendingPoint<T>> batch) {
    return send(
        batch, batch.get(0).version() == null ? List.of() : List.of(notOlderThanOldest(batch)));
  }

  /**
   * Sends points in one call that leaves alone, in each group, what is not older than its oldest.
   */
  Attempt<UpdateResult> sendAgain(List<List<PendingPoint<T>>> groups) {
    List<PendingPoint<T>> batch = groups.stream().flatMap(List::stream).toList();
    return send(batch, groups.stream().map(this::ofGroup).toList());
  }

  private Attempt<UpdateResult> send(List<PendingPoint<T>> batch, List<Condition> unless) {
    if (batch.get(0).isDeletion()) {
      List<PointId> ids = ids(batch);
      return calls.start(() -> points.delete(ids, unless));
    }
    List<PointStruct> structs = batch.stream().map(PendingPoint::struct).toList();
    return calls.start(() -> points.upsert(structs, unless));
  }

  private Condition notOlderThanOldest(List<PendingPoint<T>> batch) {
    return batch.stream()
        .map(PendingPoint::version)
        .min(Version::compareTo)
        .orElseThrow()
        .orNewer(versionField);
  }

  /** Met by those points of the group that are not older than its oldest version. */
  private Condition ofGroup(List<PendingPoint<T>> group) {
    return ConditionFactory.filter(
        Filter.newBuilder()
            .addMust(ConditionFactory.hasId(ids(group)))
            .addMust(notOlderThanOldest(group))
            .build());
  }

  /** Deletes what is stored of points, whatever its version. */
  Attempt<UpdateResult> delete(List<PendingPoint<T>> batch) {
    List<PointId> ids = ids(batch);
    return calls.start(() -> points.delete(ids, List.of()));
  }

  /** Reads the payloads of points that are stored, reduced to the version. */
  Attempt<Map<PointId, Map<String, Value>>> readVersions(List<PendingPoint<T>> batch) {
    List<PointId> ids = ids(batch);
    return calls.start(() -> points.payloads(ids, versionField));
  }

  private static List<PointId> ids(List<? extends PendingPoint<?>> batch) {
    return batch.stream().<PointId>map(PendingPoint::id).toList();
  }
}
