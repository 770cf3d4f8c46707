package io.vectorstream.search;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.connection.Responses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds stored events whose text means something like a query. */
public final class EventSearch implements AutoCloseable {

  /** How many points are looked at for each hit wanted: many events are about one product. */
  private static final int EVENTS_PER_HIT = 200;

  private static final List<String> FIELDS =
      List.of("product", "search_query", "event_type", "timestamp");

  private final TextEmbedder embedder;
  private final QdrantClient client;
  private final String url;
  private final String collection;

  /**
   * A search that uses an embedder and does not close it.
   *
   * @param embedder has the model that filled the collection
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public EventSearch(TextEmbedder embedder, QdrantConnection connection, String collection) {
    this.embedder = embedder;
    this.client = connection.connectTo(collection);
    this.url = connection.url();
    this.collection = collection;
  }

  /**
   * What was found. A text that the event does not have is empty.
   *
   * @param score the cosine of the angle between the query's vector and the event's
   * @param title the product's name, or what was searched for
   * @param category the product's category
   * @param price the product's price; null if the event has none
   * @param eventType what the shopper did
   * @param timestamp when, as the event has it
   */
  public record Hit(
      double score,
      String title,
      String category,
      @Nullable Double price,
      String eventType,
      String timestamp) {}

  /**
   * The best hits, each product or query once, with the nearest of its events.
   *
   * @param query what to look for, in any language the model knows
   * @param limit how many hits at most
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public List<Hit> search(String query, int limit) {
    float[] vector = embedder.embedQuery(query);
    QueryPoints request =
        QueryPoints.newBuilder()
            .setCollectionName(collection)
            .setQuery(QueryFactory.nearest(vector))
            .setLimit((long) limit * EVENTS_PER_HIT)
            .setWithPayload(WithPayloadSelectorFactory.include(FIELDS))
            .build();
    Map<String, Hit> hits = new LinkedHashMap<>();
    for (ScoredPoint point : answer(request)) {
      Hit hit = hit(point);
      hits.putIfAbsent(hit.title(), hit);
    }
    return new ArrayList<>(hits.values()).subList(0, Math.min(limit, hits.size()));
  }

  private List<ScoredPoint> answer(QueryPoints request) {
    try {
      return Responses.await(client.queryAsync(request));
    } catch (CallFailedException e) {
      throw QdrantException.of(url, e);
    }
  }

  private static Hit hit(ScoredPoint point) {
    Map<String, Value> payload = point.getPayloadMap();
    Map<String, Value> product =
        payload.getOrDefault("product", Value.getDefaultInstance()).getStructValue().getFieldsMap();
    String name = text(product, "name");
    String title = name.isEmpty() ? text(payload, "search_query") : name;
    return new Hit(
        point.getScore(),
        title,
        text(product, "category"),
        number(product.getOrDefault("price", Value.getDefaultInstance())),
        text(payload, "event_type"),
        text(payload, "timestamp"));
  }

  private static String text(Map<String, Value> fields, String name) {
    return fields.getOrDefault(name, Value.getDefaultInstance()).getStringValue();
  }

  private static @Nullable Double number(Value value) {
    return switch (value.getKindCase()) {
      case DOUBLE_VALUE -> value.getDoubleValue();
      case INTEGER_VALUE -> (double) value.getIntegerValue();
      default -> null;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
