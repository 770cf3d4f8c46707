package io.vectorstream.search;

import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.isEmpty;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchValues;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a store that, like Qdrant, may answer with fewer groups than it has. */
final class DistinctSearchTest {

  private static final Filter VIEWS =
      Filter.newBuilder().addMust(matchKeyword("event_type", "view")).build();

  private final Map<String, Deque<List<PointGroup>>> answers = new HashMap<>();
  private final List<QueryPointGroups> requests = new ArrayList<>();

  @Test
  void asksAgainWithoutWhatItHasFound() {
    answers("product.id", List.of(group("a", 0.9f), group("b", 0.8f)), List.of(group("c", 0.7f)));

    assertThat(scores(4)).containsExactly(0.9f, 0.8f, 0.7f);
    assertThat(requests.subList(0, 3))
        .extracting(QueryPointGroups::getLimit)
        .containsExactly(4L, 2L, 1L);
    assertThat(requests.get(2).getFilter())
        .isEqualTo(
            VIEWS.toBuilder()
                .addMustNot(matchKeyword("product.id", ""))
                .addMustNot(matchKeywords("product.id", List.of("a", "b")))
                .addMustNot(matchKeywords("product.id", List.of("c")))
                .build());
    assertThat(requests.get(2).getGroupSize()).isEqualTo(1);
  }

  @Test
  void asksNoFurtherThanItNeeds() {
    answers("product.id", List.of(group("a", 0.9f), group("b", 0.8f)));

    assertThat(scores(2)).containsExactly(0.9f, 0.8f);
    assertThat(requests)
        .extracting(QueryPointGroups::getGroupBy)
        .containsExactly("product.id", "product.name", "search_query");
  }

  @Test
  void eventsWithoutAnIdGoByTheNameAndThoseWithoutAProductByTheQuery() {
    answers("product.id", List.of(group("a", 0.5f)));
    answers("product.name", List.of(group("Mug", 0.7f)));
    answers("search_query", List.of(group("cup", 0.9f), group("tea", 0.1f)));

    assertThat(scores(3)).containsExactly(0.9f, 0.7f, 0.5f);
    assertThat(requests)
        .filteredOn(request -> request.getGroupBy().equals("search_query"))
        .first()
        .extracting(QueryPointGroups::getFilter)
        .isEqualTo(
            VIEWS.toBuilder()
                .addMust(absent("product.id"))
                .addMust(absent("product.name"))
                .addMustNot(matchKeyword("search_query", ""))
                .build());
  }

  @Test
  void integersAreExcludedAsIntegers() {
    PointGroup seven =
        group("", 0.9f).toBuilder().setId(GroupId.newBuilder().setUnsignedValue(7)).build();
    PointGroup minusOne =
        group("", 0.8f).toBuilder().setId(GroupId.newBuilder().setIntegerValue(-1)).build();
    answers("product.id", List.of(seven, group("7", 0.85f), minusOne));

    assertThat(scores(4)).containsExactly(0.9f, 0.85f, 0.8f);
    assertThat(requests.get(1).getFilter().getMustNotList())
        .containsExactly(
            matchKeyword("product.id", ""),
            matchKeywords("product.id", List.of("7")),
            matchValues("product.id", List.of(7L, -1L)));
  }

  @Test
  void endsWhenTheStoreAnswersTheSameAgain() {
    answers("product.id", List.of(group("a", 0.9f)), List.of(group("a", 0.9f)), List.of());

    assertThat(scores(3)).containsExactly(0.9f);
    assertThat(requests)
        .extracting(QueryPointGroups::getGroupBy)
        .containsExactly("product.id", "product.id", "product.name", "search_query");
  }

  private static Condition absent(String key) {
    return filter(
        Filter.newBuilder().addShould(isEmpty(key)).addShould(matchKeyword(key, "")).build());
  }

  @SafeVarargs
  private void answers(String key, List<PointGroup>... inOrder) {
    answers.put(key, new ArrayDeque<>(List.of(inOrder)));
  }

  private List<Float> scores(int limit) {
    QueryPointGroups request = QueryPointGroups.newBuilder().setFilter(VIEWS).build();
    return new DistinctSearch(this::answer)
        .find(request, limit).stream().map(ScoredPoint::getScore).toList();
  }

  private List<PointGroup> answer(QueryPointGroups request) {
    requests.add(request);
    Deque<List<PointGroup>> left = answers.getOrDefault(request.getGroupBy(), new ArrayDeque<>());
    return left.isEmpty() ? List.of() : left.remove();
  }

  private static PointGroup group(String id, float score) {
    return PointGroup.newBuilder()
        .setId(GroupId.newBuilder().setStringValue(id))
        .addHits(ScoredPoint.newBuilder().setScore(score))
        .build();
  }
}
