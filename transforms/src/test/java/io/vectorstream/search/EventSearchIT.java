package io.vectorstream.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventSearchIT {

  @TempDir Path folder;

  /** Knows queries from texts: their vectors lie at right angles. */
  private static final class FakeEmbedder implements TextEmbedder {

    @Override
    public String model() {
      return "fake:queries";
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("queries", "1", "none", true, 2, "fp32");
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(text -> new float[] {1, 0}).toList();
    }

    @Override
    public float[] embedQuery(String query) {
      return new float[] {0, 1};
    }

    @Override
    public void close() {}
  }

  @Test
  void asksTheModelForAQueryAndNotForAText() throws Exception {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
      QdrantConnection connection = QdrantConnection.of(store.url());
      QdrantCollection.open(connection, CollectionSpec.of("c", VectorSpec.of(2))).close();
      try (QdrantClient client = connection.connect()) {
        client
            .upsertAsync("c", List.of(point(1, "Plate", 1, 0.1f), point(2, "Mug", 0.1f, 1)))
            .get();
      }

      try (EventSearch search = new EventSearch(new FakeEmbedder(), connection, "c")) {
        assertThat(search.search("cup", 2))
            .extracting(EventSearch.Hit::title)
            .containsExactly("Mug", "Plate");
      }
      assertThatThrownBy(() -> new EventSearch(new FakeEmbedder(), connection, "d"))
          .isInstanceOf(QdrantException.class)
          .hasMessage("Qdrant at %s has no collection d", store.url());
    }
  }

  private static PointStruct point(long id, String name, float... vector) {
    return PointStruct.newBuilder()
        .setId(PointIdFactory.id(id))
        .setVectors(VectorsFactory.vectors(vector))
        .putPayload("product", ValueFactory.value(Map.of("name", ValueFactory.value(name))))
        .build();
  }
}
