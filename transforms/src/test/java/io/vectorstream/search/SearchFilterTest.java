package io.vectorstream.search;

import static io.qdrant.client.ConditionFactory.datetimeRange;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SearchFilterTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.000000001Z");
  private static final SearchFilter ALL = SearchFilter.all();

  @Test
  void allEventsNeedNoCondition() {
    assertThat(ALL.toQdrant()).isEqualTo(Filter.getDefaultInstance());
  }

  @Test
  void everyConditionHasToHold() {
    SearchFilter filter =
        ALL.withEventType("view")
            .withCategory("Elektronik")
            .withUserId("u-1")
            .withMinPrice(1.5)
            .withMaxPrice(20)
            .withSince(NOON)
            .withUntil(NOON.plusSeconds(1));

    assertThat(filter.toQdrant())
        .isEqualTo(
            Filter.newBuilder()
                .addMust(matchKeyword("event_type", "view"))
                .addMust(matchKeyword("product.category", "Elektronik"))
                .addMust(matchKeyword("user_id", "u-1"))
                .addMust(range("product.price", Range.newBuilder().setGte(1.5).setLte(20).build()))
                .addMust(
                    datetimeRange(
                        "timestamp",
                        DatetimeRange.newBuilder()
                            .setGte(timestamp(NOON))
                            .setLt(timestamp(NOON.plusSeconds(1)))
                            .build()))
                .build());
    assertThat(ALL).as("unchanged").isEqualTo(SearchFilter.all());
  }

  @Test
  void rangesMayBeOpenAtOneEnd() {
    assertThat(ALL.withMinPrice(0).toQdrant())
        .isEqualTo(
            Filter.newBuilder()
                .addMust(range("product.price", Range.newBuilder().setGte(0).build()))
                .build());
    assertThat(ALL.withUntil(NOON).toQdrant())
        .isEqualTo(
            Filter.newBuilder()
                .addMust(
                    datetimeRange(
                        "timestamp", DatetimeRange.newBuilder().setLt(timestamp(NOON)).build()))
                .build());
    assertThat(ALL.withMinPrice(5).withMaxPrice(5).toQdrant().getMust(0).getField().getRange())
        .isEqualTo(Range.newBuilder().setGte(5).setLte(5).build());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(all -> all.withEventType(" "), "the event type is blank"),
        mistake(all -> all.withCategory(""), "the category is blank"),
        mistake(all -> all.withUserId("\t"), "the user id is blank"),
        mistake(all -> all.withMinPrice(Double.NaN), "the lowest price is NaN"),
        mistake(all -> all.withMaxPrice(Double.POSITIVE_INFINITY), "the highest price is Infinity"),
        mistake(
            all -> all.withMinPrice(3).withMaxPrice(2),
            "the lowest price, 3.0, is above the highest, 2.0"),
        mistake(
            all -> all.withMaxPrice(2).withMinPrice(3),
            "the lowest price, 3.0, is above the highest, 2.0"),
        mistake(
            all -> all.withUntil(NOON).withSince(NOON),
            "the first time, " + NOON + ", is not before the end, " + NOON));
  }

  private static Arguments mistake(UnaryOperator<SearchFilter> change, String sentence) {
    return Arguments.of(change, sentence);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesWhatNoEventCanMeet(UnaryOperator<SearchFilter> change, String sentence) {
    assertThatThrownBy(() -> change.apply(ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
