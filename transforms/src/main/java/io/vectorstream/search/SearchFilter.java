package io.vectorstream.search;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.protobuf.Timestamp;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a search is about: those that meet all conditions. Without any, all of them.
 *
 * <pre>{@code
 * SearchFilter.all().withEventType("purchase").withMaxPrice(100)
 * }</pre>
 */
@AutoValue
public abstract class SearchFilter {

  /** The type, letter by letter, or null for any. */
  public abstract @Nullable String eventType();

  /** The product's category, letter by letter, or null for any. */
  public abstract @Nullable String category();

  /** The shopper, or null for any. */
  public abstract @Nullable String userId();

  /** The lowest price of the product, or null for any, also none. */
  public abstract @Nullable Double minPrice();

  /** The highest price of the product, or null for any, also none. */
  public abstract @Nullable Double maxPrice();

  /** The first time, or null for any. */
  public abstract @Nullable Instant since();

  /** The time that all events are before, or null for any. */
  public abstract @Nullable Instant until();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setEventType(@Nullable String eventType);

    abstract Builder setCategory(@Nullable String category);

    abstract Builder setUserId(@Nullable String userId);

    abstract Builder setMinPrice(@Nullable Double minPrice);

    abstract Builder setMaxPrice(@Nullable Double maxPrice);

    abstract Builder setSince(@Nullable Instant since);

    abstract Builder setUntil(@Nullable Instant until);

    abstract SearchFilter build();
  }

  /** All events. */
  public static SearchFilter all() {
    return new AutoValue_SearchFilter.Builder().build();
  }

  /**
   * Only events of this type, such as {@code purchase}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public SearchFilter withEventType(String eventType) {
    checkArgument(!eventType.isBlank(), "the event type is blank");
    return toBuilder().setEventType(eventType).build();
  }

  /**
   * Only events of products of this category.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public SearchFilter withCategory(String category) {
    checkArgument(!category.isBlank(), "the category is blank");
    return toBuilder().setCategory(category).build();
  }

  /**
   * Only events of this shopper.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public SearchFilter withUserId(String userId) {
    checkArgument(!userId.isBlank(), "the user id is blank");
    return toBuilder().setUserId(userId).build();
  }

  /**
   * Only events of products that cost this much or more.
   *
   * @throws IllegalArgumentException if it is not finite, or above the highest price
   */
  public SearchFilter withMinPrice(double minPrice) {
    checkArgument(Double.isFinite(minPrice), "the lowest price is %s", minPrice);
    return toBuilder().setMinPrice(minPrice).build().withPricesInOrder();
  }

  /**
   * Only events of products that cost this much or less.
   *
   * @throws IllegalArgumentException if it is not finite, or below the lowest price
   */
  public SearchFilter withMaxPrice(double maxPrice) {
    checkArgument(Double.isFinite(maxPrice), "the highest price is %s", maxPrice);
    return toBuilder().setMaxPrice(maxPrice).build().withPricesInOrder();
  }

  /**
   * Only events of this time or later.
   *
   * @throws IllegalArgumentException if it is not before the end
   */
  public SearchFilter withSince(Instant since) {
    return toBuilder().setSince(since).build().withTimesInOrder();
  }

  /**
   * Only events before this time.
   *
   * @throws IllegalArgumentException if it is not after the beginning
   */
  public SearchFilter withUntil(Instant until) {
    return toBuilder().setUntil(until).build().withTimesInOrder();
  }

  private SearchFilter withPricesInOrder() {
    checkArgument(
        minPrice() == null || maxPrice() == null || minPrice() <= maxPrice(),
        "the lowest price, %s, is above the highest, %s",
        minPrice(),
        maxPrice());
    return this;
  }

  private SearchFilter withTimesInOrder() {
    checkArgument(
        since() == null || until() == null || since().isBefore(until()),
        "the first time, %s, is not before the end, %s",
        since(),
        until());
    return this;
  }

  /** The same as Qdrant has it. */
  final Filter toQdrant() {
    Filter.Builder filter = Filter.newBuilder();
    addKeyword(filter, EventFields.EVENT_TYPE, eventType());
    addKeyword(filter, EventFields.CATEGORY, category());
    addKeyword(filter, EventFields.USER_ID, userId());
    if (minPrice() != null || maxPrice() != null) {
      Range.Builder prices = Range.newBuilder();
      if (minPrice() != null) {
        prices.setGte(minPrice());
      }
      if (maxPrice() != null) {
        prices.setLte(maxPrice());
      }
      filter.addMust(ConditionFactory.range(EventFields.PRICE, prices.build()));
    }
    if (since() != null || until() != null) {
      DatetimeRange.Builder times = DatetimeRange.newBuilder();
      if (since() != null) {
        times.setGte(timestamp(since()));
      }
      if (until() != null) {
        times.setLt(timestamp(until()));
      }
      filter.addMust(ConditionFactory.datetimeRange(EventFields.TIMESTAMP, times.build()));
    }
    return filter.build();
  }

  private static void addKeyword(Filter.Builder filter, String field, @Nullable String value) {
    if (value != null) {
      filter.addMust(ConditionFactory.matchKeyword(field, value));
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
