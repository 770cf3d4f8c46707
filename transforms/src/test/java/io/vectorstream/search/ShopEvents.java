package io.vectorstream.search;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.qdrant.point.PointIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as the pipeline stores them, at various angles from the query. */
final class ShopEvents {

  static final String MUG_VIEWED = "6f1c2a3e-5b7d-4c11-9a55-0d7c1f0e8b21";

  /** The same id in another spelling. */
  static final String MUG_VIEWED_IN_OTHER_LETTERS = "6F1C2A3E5B7D4C119A550D7C1F0E8B21";

  private ShopEvents() {}

  static List<PointStruct> all() {
    Map<String, Value> mug = product("p1", "Mug", "Kitchen", 9.5);
    return List.of(
        event(5, MUG_VIEWED, "view", "u1", "2026-01-31T10:15:00Z", mug),
        event(6, "mug-bought", "purchase", "u2", "2026-01-31T10:20:00Z", mug),
        searched(10, "cup-searched", "u3", "2026-01-31T12:59:59.999Z", "cup"),
        searched(12, "cup-again", "u1", "2999-01-01T00:00:00Z", "cup"),
        event(
            30,
            "plate-viewed",
            "view",
            "u1",
            "2026-01-31T11:05:00Z",
            product("p2", "Plate", "Kitchen", 20)),
        event(
            40,
            "tray-viewed",
            "view",
            "u1",
            "2026-01-30T12:59:59Z",
            product("", "Tray", "Kitchen", 12)),
        event(
            50,
            "lamp-viewed",
            "view",
            "u2",
            "2026-01-31T15:30:00+03:00",
            product("p3", "Lamp", "Lights", 45)));
  }

  /**
   * @param angle as that of an event
   */
  static PointStruct item(int angle, String eventId, String item, Map<String, Value> product) {
    return event(angle, eventId, "purchase", "u4", "2026-01-31T10:00:00Z", product).toBuilder()
        .setId(PointIds.of(eventId, item))
        .putPayload("item", value(item))
        .build();
  }

  static Map<String, Value> product(String id, String name, String category, double price) {
    Map<String, Value> product = new LinkedHashMap<>();
    if (!id.isEmpty()) {
      product.put("id", value(id));
    }
    product.put("name", value(name));
    product.put("category", value(category));
    product.put("price", value(price));
    return Map.of("product", value(product));
  }

  private static PointStruct searched(
      int angle, String id, String user, String time, String query) {
    return event(angle, id, "search", user, time, Map.of("search_query", value(query)));
  }

  /**
   * @param angle between the event's vector and that of every query, in degrees
   */
  static PointStruct event(
      int angle, String id, String type, String user, String time, Map<String, Value> about) {
    double radians = Math.toRadians(angle);
    return PointStruct.newBuilder()
        .setId(PointIds.of(id))
        .setVectors(VectorsFactory.vectors((float) Math.sin(radians), (float) Math.cos(radians)))
        .putPayload("event_id", value(id))
        .putPayload("event_type", value(type))
        .putPayload("user_id", value(user))
        .putPayload("timestamp", value(time))
        .putAllPayload(about)
        .build();
  }
}
