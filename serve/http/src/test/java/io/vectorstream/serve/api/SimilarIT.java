package io.vectorstream.serve.api;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.search.EventSearch;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.ServeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is like an order, whose items are points of their own. */
final class SimilarIT {

  private static final String COLLECTION = "orders";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void anOrderAndEachOfItsItemsIsFound() throws Exception {
    ServeSettings settings =
        new ServeSettings("localhost", 0, Duration.ofMinutes(5), false, Optional.empty());
    FakeRun run = new FakeRun();
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        EventSearch search = filled(QdrantConnection.of(store.url()))) {
      run.search = Optional.of(search);
      try (RunServer.Started server = RunServers.find().orElseThrow().start(settings, run)) {
        String similar = server.url() + "/api/similar/";
        String cup = PointIds.of("order/18", "a").getUuid();

        HttpResponse<String> order = get(similar + "order%2F17?limit=1");
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(order.body()))
            .isEqualTo(
                JSON.readTree(
                    """
                    {"hits": [{"event_id": "order/18", "point_id": "%s", "score": 1.0,
                      "title": "Cup", "category": "", "price": null, "event_type": "",
                      "user_id": "", "timestamp": ""}]}"""
                        .formatted(cup)));
        assertThat(titles(get(similar + "order%2F17"))).containsExactly("Cup", "Scarf");
        String coat = PointIds.of("order/17", "b").getUuid();
        assertThat(titles(get(similar + coat))).containsExactly("Scarf", "Cup");
        assertThat(titles(get(similar + cup))).containsExactly("Mug", "Coat");

        HttpResponse<String> none = get(similar + "order%2F1");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(none.body()))
            .isEqualTo(
                JSON.createObjectNode()
                    .put("error", "The collection orders has no event \"order/1\""));
      }
    }
  }

  private static EventSearch filled(QdrantConnection connection) throws Exception {
    QdrantCollection.open(connection, CollectionSpec.of(COLLECTION, VectorSpec.of(2))).close();
    try (QdrantClient client = connection.connect()) {
      client
          .upsertAsync(
              COLLECTION,
              List.of(
                  item("order/17", "a", "Mug", 0, 1),
                  item("order/17", "b", "Coat", 1, 0),
                  item("order/18", "a", "Cup", 0, 1),
                  item("order/18", "b", "Scarf", 0.8f, 0.6f)))
          .get();
    }
    return new EventSearch(new NoEmbedder(), connection, COLLECTION);
  }

  private static PointStruct item(String order, String item, String name, float x, float y) {
    return PointStruct.newBuilder()
        .setId(PointIds.of(order, item))
        .setVectors(VectorsFactory.vectors(x, y))
        .putPayload("event_id", value(order))
        .putPayload("item", value(item))
        .putPayload("product", value(Map.of("name", value(name))))
        .build();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static List<String> titles(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).get("hits").findValues("title").stream()
        .map(JsonNode::textValue)
        .toList();
  }

  /** Nothing is embedded to find what is like an event. */
  private static final class NoEmbedder implements TextEmbedder {

    @Override
    public String model() {
      return "fake:none";
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("none", "1", "none", true, 2, "fp32");
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      throw new AssertionError("no model is needed");
    }

    @Override
    public void close() {}
  }
}
