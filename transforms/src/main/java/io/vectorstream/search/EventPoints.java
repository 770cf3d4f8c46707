package io.vectorstream.search;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.vectorstream.qdrant.point.PointIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is stored under an id: the point of an event, or those of its items, whose own ids are made
 * of the event's and the item's name.
 *
 * @param points one or more
 */
record EventPoints(List<RetrievedPoint> points) {

  private static final WithPayloadSelector FIELDS =
      WithPayloadSelectorFactory.include(
          List.of(
              EventFields.EVENT_ID,
              EventFields.SEARCH_QUERY,
              EventFields.PRODUCT_ID,
              EventFields.PRODUCT_NAME));

  /** No record has more items. */
  private static final int ITEMS = 1_000;

  /** A query for each of a thousand items would take seconds. */
  private static final int QUERIES = 20;

  /**
   * Finds them.
   *
   * @param id an event's, or that of one point
   */
  static Optional<EventPoints> find(CollectionCalls store, String id) {
    List<RetrievedPoint> points = withId(store, PointIds.of(id));
    if (points.isEmpty()) {
      points = ofEvent(store, id);
    }
    return points.isEmpty() ? Optional.empty() : Optional.of(new EventPoints(points));
  }

  private static List<RetrievedPoint> withId(CollectionCalls store, PointId id) {
    GetPoints request =
        GetPoints.newBuilder()
            .setCollectionName(store.collection())
            .addIds(id)
            .setWithPayload(FIELDS)
            .build();
    return store.call((client, collection) -> client.retrieveAsync(request, null));
  }

  private static List<RetrievedPoint> ofEvent(CollectionCalls store, String eventId) {
    ScrollPoints request =
        ScrollPoints.newBuilder()
            .setCollectionName(store.collection())
            .setFilter(Filter.newBuilder().addMust(isOf(eventId)))
            .setLimit(ITEMS)
            .setWithPayload(FIELDS)
            .build();
    return store.call((client, collection) -> client.scrollAsync(request, null)).getResultList();
  }

  private static Condition isOf(String eventId) {
    return ConditionFactory.matchKeywords(
        EventFields.EVENT_ID, List.copyOf(PointIds.usualSpellings(eventId)));
  }

  /** The points to ask with for what is like them, no two about the same and not too many. */
  List<PointId> queries() {
    Set<Object> asked = new HashSet<>();
    List<PointId> queries = new ArrayList<>();
    for (RetrievedPoint point : points) {
      Optional<Subject> subject = subject(point);
      if (queries.size() < QUERIES
          && asked.add(subject.isPresent() ? subject.get() : point.getId())) {
        queries.add(point.getId());
      }
    }
    return queries;
  }

  /**
   * What the points of an event of items have in common; a query leaves a single one out anyway.
   */
  Optional<Condition> event() {
    RetrievedPoint point = points.get(0);
    String eventId = new EventPayload(point.getPayloadMap()).text(EventFields.EVENT_ID);
    return eventId.isEmpty() || point.getId().equals(PointIds.of(eventId))
        ? Optional.empty()
        : Optional.of(isOf(eventId));
  }

  /** What is about the same product or query as one of the points. */
  List<Condition> subjects() {
    Map<String, Set<String>> texts =
        points.stream()
            .map(EventPoints::subject)
            .flatMap(Optional::stream)
            .collect(
                Collectors.groupingBy(
                    Subject::field, Collectors.mapping(Subject::text, Collectors.toSet())));
    return texts.entrySet().stream()
        .map(
            subject ->
                ConditionFactory.matchKeywords(subject.getKey(), List.copyOf(subject.getValue())))
        .toList();
  }

  private static Optional<Subject> subject(RetrievedPoint point) {
    return Subject.of(new EventPayload(point.getPayloadMap()));
  }
}
