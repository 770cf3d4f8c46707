package io.vectorstream.qdrant;

import com.google.common.collect.Sets;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calls that carry batches, with the conditions that their versions ask for. */
final class BatchCalls<T> {

  /** Of a batch, so much is in vain before it pays to read what is stored first. */
  private static final double OVERLAP = 0.25;

  private final PointCalls points;
  private final PatientCalls calls;
  private final WriteHistory history;
  private final @Nullable String versionField;

  BatchCalls(
      PointCalls points, PatientCalls calls, WriteHistory history, @Nullable String versionField) {
    this.points = points;
    this.calls = calls;
    this.history = history;
    this.versionField = versionField;
  }

  /**
   * Sends points that can go in the same call, leaving alone what is not older than the oldest. If
   * that has been in vain for many points lately, what is stored is read first, and only those are
   * sent that are newer, each with a condition that lets it pass.
   */
  Attempt<Effect> send(List<PendingPoint<T>> batch) {
    PendingPoint<T> any = batch.get(0);
    if (any.version() != null && !any.isDeletion() && history.versionsOverlap()) {
      return start(batch, () -> upsertWhatIsNewer(batch));
    }
    return send(batch, any.version() == null ? List.of() : List.of(notOlderThanOldest(batch)));
  }

  private ListenableFuture<Effect> upsertWhatIsNewer(List<PendingPoint<T>> batch) {
    return Futures.transformAsync(
        points.payloads(ids(batch), versionField),
        payloads -> {
          StaleVersions<T> newer = new StaleVersions<>();
          Version oldest = oldest(batch);
          int inVain = 0;
          for (PendingPoint<T> point : batch) {
            Version stored = storedVersion(payloads, point);
            if (stored == null || stored.compareTo(point.version()) < 0) {
              newer.add(point, stored);
            }
            if (stored != null && stored.compareTo(oldest) >= 0) {
              inVain++;
            }
          }
          noteOverlap(inVain, batch.size());
          List<List<PendingPoint<T>>> groups = newer.groups();
          return groups.isEmpty()
              ? Futures.immediateFuture(Effect.NONE)
              : upsert(groups.stream().flatMap(List::stream).toList(), conditions(groups));
        },
        MoreExecutors.directExecutor());
  }

  /** Notes how many points of a batch met a version that its condition leaves alone. */
  void noteOverlap(int points, int of) {
    history.setVersionsOverlap(points > OVERLAP * of);
  }

  /** The version that is stored of a point; null if there is none of its kind. */
  @Nullable Version storedVersion(
      Map<PointId, Map<String, Value>> payloads, PendingPoint<T> point) {
    Map<String, Value> payload = payloads.get(point.id());
    Version version = payload == null ? null : Version.find(payload, versionField).orElse(null);
    return version == null || version.kind() != point.version().kind() ? null : version;
  }

  /**
   * Sends points in one call that leaves alone, in each group, what is not older than its oldest.
   */
  Attempt<Effect> sendAgain(List<List<PendingPoint<T>>> groups) {
    List<PendingPoint<T>> batch = groups.stream().flatMap(List::stream).toList();
    return send(batch, conditions(groups));
  }

  private Attempt<Effect> send(List<PendingPoint<T>> batch, List<Condition> unless) {
    if (batch.get(0).isDeletion()) {
      List<PointId> ids = ids(batch);
      Set<PointId> found = new HashSet<>();
      return start(batch, () -> delete(batch, ids, unless, found));
    }
    return start(batch, () -> upsert(batch, unless));
  }

  private <R> Attempt<R> start(List<PendingPoint<T>> batch, Supplier<ListenableFuture<R>> call) {
    return calls.start(call, batch.size() > 1);
  }

  private ListenableFuture<Effect> upsert(List<PendingPoint<T>> batch, List<Condition> unless) {
    List<PointStruct> structs = batch.stream().map(PendingPoint::struct).toList();
    long begun = history.accepted().now();
    return Futures.transform(
        points.upsert(structs, unless),
        result -> taken(batch, begun, new Effect(result.getStatus(), Set.of())),
        MoreExecutors.directExecutor());
  }

  /**
   * Deletes points, having looked for them: Qdrant does not say which were there.
   *
   * @param found those that were there when this was tried before, and may be gone by that
   */
  private ListenableFuture<Effect> delete(
      List<PendingPoint<T>> batch, List<PointId> ids, List<Condition> unless, Set<PointId> found) {
    return Futures.transformAsync(
        points.stored(ids),
        stored -> {
          found.addAll(stored);
          long begun = history.accepted().now();
          return Futures.transform(
              points.delete(ids, unless),
              result ->
                  taken(
                      batch,
                      begun,
                      new Effect(result.getStatus(), Sets.difference(Set.copyOf(ids), found))),
              MoreExecutors.directExecutor());
        },
        MoreExecutors.directExecutor());
  }

  private Effect taken(List<PendingPoint<T>> batch, long begun, Effect effect) {
    history.accepted().add(batch.get(0).call(), begun);
    return effect;
  }

  private List<Condition> conditions(List<List<PendingPoint<T>>> groups) {
    return groups.size() == 1
        ? List.of(notOlderThanOldest(groups.get(0)))
        : groups.stream().map(this::ofGroup).toList();
  }

  private Condition notOlderThanOldest(List<PendingPoint<T>> batch) {
    return oldest(batch).orNewer(versionField);
  }

  private static Version oldest(List<? extends PendingPoint<?>> batch) {
    return batch.stream().<Version>map(PendingPoint::version).min(Version::compareTo).orElseThrow();
  }

  /** Met by those points of the group that are not older than its oldest version. */
  private Condition ofGroup(List<PendingPoint<T>> group) {
    return ConditionFactory.filter(
        Filter.newBuilder()
            .addMust(ConditionFactory.hasId(ids(group)))
            .addMust(notOlderThanOldest(group))
            .build());
  }

  /** Deletes the point of this id, whatever its version. */
  Attempt<UpdateResult> delete(PointId id) {
    return calls.start(() -> points.delete(List.of(id), List.of()), false);
  }

  /** Reads the payloads of points that are stored, reduced to the version. */
  Attempt<Map<PointId, Map<String, Value>>> readVersions(List<PendingPoint<T>> batch) {
    List<PointId> ids = ids(batch);
    return start(batch, () -> points.payloads(ids, versionField));
  }

  private static List<PointId> ids(List<? extends PendingPoint<?>> batch) {
    return batch.stream().<PointId>map(PendingPoint::id).toList();
  }
}
