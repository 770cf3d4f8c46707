package io.vectorstream.search;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.vectorstream.qdrant.point.PointIds;
import org.jspecify.annotations.Nullable;

/**
 * An event that was found. A text that the event does not have is empty.
 *
 * @param score how well it fits, by what {@link SearchMode} says; of a similar event, as by meaning
 * @param eventId the event's own id
 * @param pointId that of the point, which tells the items of an event apart; {@link
 *     StoredEvents#similar} takes both
 * @param title the product's name, or what a shopper searched for
 * @param category the product's category
 * @param price the product's price; null if the event has none
 * @param eventType what the shopper did
 * @param userId who the shopper is
 * @param timestamp when, as the event has it
 */
public record Hit(
    double score,
    String eventId,
    String pointId,
    String title,
    String category,
    @Nullable Double price,
    String eventType,
    String userId,
    String timestamp) {

  static Hit of(ScoredPoint point) {
    EventPayload event = new EventPayload(point.getPayloadMap());
    String name = event.text(EventFields.PRODUCT_NAME);
    return new Hit(
        point.getScore(),
        event.text(EventFields.EVENT_ID),
        text(point.getId()),
        name.isEmpty() ? event.text(EventFields.SEARCH_QUERY) : name,
        event.text(EventFields.CATEGORY),
        event.number(EventFields.PRICE),
        event.text(EventFields.EVENT_TYPE),
        event.text(EventFields.USER_ID),
        event.text(EventFields.TIMESTAMP));
  }

  private static String text(PointId id) {
    return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
  }

  /** Whether it is an item of an event, and the event's id does not say which. */
  public boolean isItem() {
    return !eventId.isEmpty() && !pointId.equals(PointIds.of(eventId).getUuid());
  }
}
