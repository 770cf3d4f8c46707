package io.vectorstream.search;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.StartFrom;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.Responses;
import io.vectorstream.search.SearchStats.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Asks the store for its numbers. */
final class StatsReader {

  /** More types or categories than a person would read. */
  private static final int MOST_VALUES = 100;

  private static final int HOURS = 24;

  private final CollectionCalls store;

  StatsReader(CollectionCalls store) {
    this.store = store;
  }

  SearchStats read(Instant now) {
    Instant newest = newest(now);
    return new SearchStats(
        store.call(QdrantClient::countAsync),
        countsBy(EventFields.EVENT_TYPE),
        countsBy(EventFields.CATEGORY),
        newest,
        newest == null ? List.of() : hoursUpTo(newest));
  }

  private Map<String, Long> countsBy(String field) {
    FacetCounts request =
        FacetCounts.newBuilder()
            .setCollectionName(store.collection())
            .setKey(field)
            .setLimit(MOST_VALUES)
            .setExact(true)
            .build();
    Map<String, Long> counts = new LinkedHashMap<>();
    ifIndexed((client, collection) -> client.facetAsync(request))
        .orElse(List.of())
        .forEach(hit -> counts.put(hit.getValue().getStringValue(), hit.getCount()));
    return counts;
  }

  private @Nullable Instant newest(Instant now) {
    ScrollPoints request =
        ScrollPoints.newBuilder()
            .setCollectionName(store.collection())
            .setOrderBy(
                OrderBy.newBuilder()
                    .setKey(EventFields.TIMESTAMP)
                    .setDirection(Direction.Desc)
                    .setStartFrom(StartFrom.newBuilder().setTimestamp(timestamp(now))))
            .setLimit(1)
            .build();
    return ifIndexed((client, collection) -> client.scrollAsync(request))
        .filter(found -> found.getResultCount() > 0)
        .map(found -> Instant.EPOCH.plus(micros(found), ChronoUnit.MICROS))
        .orElse(null);
  }

  private List<Hour> hoursUpTo(Instant newest) {
    Instant last = newest.truncatedTo(ChronoUnit.HOURS);
    Map<Instant, ListenableFuture<Long>> counts = new LinkedHashMap<>();
    for (int i = HOURS - 1; i >= 0; i--) {
      Instant start = last.minus(Duration.ofHours(i));
      SearchFilter hour =
          SearchFilter.all().withSince(start).withUntil(start.plus(Duration.ofHours(1)));
      counts.put(
          start,
          store.start(
              (client, collection) -> client.countAsync(collection, hour.toQdrant(), true)));
    }
    List<Hour> hours = new ArrayList<>();
    counts.forEach((start, count) -> hours.add(new Hour(start, store.await(count))));
    return hours;
  }

  /** Empty where the store refuses the call, as it does without the index that the call needs. */
  private <T> Optional<T> ifIndexed(BiFunction<QdrantClient, String, ListenableFuture<T>> call) {
    try {
      return Optional.of(Responses.await(store.start(call)));
    } catch (CallFailedException e) {
      if (e.status().getCode() == Status.Code.INVALID_ARGUMENT) {
        return Optional.empty();
      }
      throw store.explain(e);
    }
  }

  /** The value that a datetime index orders by. */
  private static long micros(ScrollResponse found) {
    return found.getResult(0).getOrderValue().getInt();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
