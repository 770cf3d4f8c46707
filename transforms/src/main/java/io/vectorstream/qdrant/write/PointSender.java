package io.vectorstream.qdrant.write;

import com.google.common.collect.Sets;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.vectorstream.qdrant.point.EncodedPoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends batches of points, each call with the condition that keeps newer versions safe. */
final class PointSender<T> {

  /** If more than this share of a batch would change nothing, it pays to read versions first. */
  private static final double OVERLAP = 0.25;

  private final PointClient points;
  private final Retrier retrier;
  private final WriteHistory history;
  private final @Nullable String versionField;

  PointSender(
      PointClient points, Retrier retrier, WriteHistory history, @Nullable String versionField) {
    this.points = points;
    this.retrier = retrier;
    this.history = history;
    this.versionField = versionField;
  }

  /**
   * Sends points that can go in the same call. Nothing is replaced that is as new as the oldest of
   * them, or newer. If that has held back many points lately, the stored versions are read first:
   * then only newer points are sent, each with a condition that lets it pass.
   */
  RetryableCall<Effect> send(List<PendingPoint<T>> batch) {
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
          int heldBack = 0;
          for (PendingPoint<T> point : batch) {
            Version stored = storedVersion(payloads, point);
            if (stored == null || stored.compareTo(point.version()) < 0) {
              newer.add(point, stored);
            }
            if (stored != null && stored.compareTo(oldest) >= 0) {
              heldBack++;
            }
          }
          noteOverlap(heldBack, batch.size());
          List<List<PendingPoint<T>>> groups = newer.groups();
          return groups.isEmpty()
              ? Futures.immediateFuture(Effect.NONE)
              : upsert(groups.stream().flatMap(List::stream).toList(), conditions(groups));
        },
        MoreExecutors.directExecutor());
  }

  /** Notes for how many points of a batch a version is stored that its condition protects. */
  void noteOverlap(int points, int of) {
    history.setVersionsOverlap(points > OVERLAP * of);
  }

  /** The stored version of a point; null if there is none of its kind. */
  @Nullable Version storedVersion(
      Map<PointId, Map<String, Value>> payloads, PendingPoint<T> point) {
    Map<String, Value> payload = payloads.get(point.id());
    Version version = payload == null ? null : Version.find(payload, versionField).orElse(null);
    return version == null || version.kind() != point.version().kind() ? null : version;
  }

  /**
   * Sends groups of points in one call. In each group, nothing is replaced that is as new as its
   * oldest point, or newer.
   */
  RetryableCall<Effect> sendAgain(List<List<PendingPoint<T>>> groups) {
    List<PendingPoint<T>> batch = groups.stream().flatMap(List::stream).toList();
    return send(batch, conditions(groups));
  }

  private RetryableCall<Effect> send(List<PendingPoint<T>> batch, List<Condition> unless) {
    if (batch.get(0).isDeletion()) {
      List<PointId> ids = ids(batch);
      Set<PointId> found = new HashSet<>();
      return start(batch, () -> delete(batch, ids, unless, found));
    }
    return start(batch, () -> upsert(batch, unless));
  }

  private <R> RetryableCall<R> start(
      List<PendingPoint<T>> batch, Supplier<ListenableFuture<R>> call) {
    return retrier.start(call, batch.size() > 1);
  }

  private ListenableFuture<Effect> upsert(List<PendingPoint<T>> batch, List<Condition> unless) {
    List<EncodedPoint> encoded = batch.stream().<EncodedPoint>map(PendingPoint::encoded).toList();
    long begun = history.accepted().now();
    return Futures.transform(
        points.upsert(encoded, unless),
        result -> taken(batch, begun, new Effect(result.getStatus(), Set.of())),
        MoreExecutors.directExecutor());
  }

  /**
   * Looks for points and deletes them. Qdrant's answer does not say which of them were there.
   *
   * @param found those that an earlier try has seen, and may have deleted
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

  /** Met by the stored points of a group that are as new as its oldest version, or newer. */
  private Condition ofGroup(List<PendingPoint<T>> group) {
    return ConditionFactory.filter(
        Filter.newBuilder()
            .addMust(ConditionFactory.hasId(ids(group)))
            .addMust(notOlderThanOldest(group))
            .build());
  }

  /** Deletes the point of this id, whatever its version. */
  RetryableCall<UpdateResult> delete(PointId id) {
    return retrier.start(() -> points.delete(List.of(id), List.of()), false);
  }

  /** Reads the payloads of points that are stored, reduced to the version. */
  RetryableCall<Map<PointId, Map<String, Value>>> readVersions(List<PendingPoint<T>> batch) {
    List<PointId> ids = ids(batch);
    return start(batch, () -> points.payloads(ids, versionField));
  }

  private static List<PointId> ids(List<? extends PendingPoint<?>> batch) {
    return batch.stream().<PointId>map(PendingPoint::id).toList();
  }
}
