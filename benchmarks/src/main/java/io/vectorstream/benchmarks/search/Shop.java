package io.vectorstream.benchmarks.search;

import static io.qdrant.client.ValueFactory.value;

import com.google.common.collect.Lists;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.words.TextWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A collection with an event about each product, as a run with words writes it. */
final class Shop {

  private static final int BATCH = 64;

  private Shop() {}

  /** Creates the collection and fills it; an event's id is its product's. */
  static void fill(
      QdrantConnection qdrant, String collection, TextEmbedder embedder, List<Product> products)
      throws Exception {
    QdrantCollection.open(
            qdrant,
            CollectionSpec.of(collection, VectorSpec.of(embedder.identity().dimension()))
                .withSparseVector(
                    TextWords.VECTOR, SparseVectorSpec.create().withModifier(Modifier.Idf)))
        .close();
    try (QdrantClient client = qdrant.connect()) {
      for (List<Product> batch : Lists.partition(products, BATCH)) {
        List<float[]> vectors = embedder.embed(batch.stream().map(Product::text).toList());
        List<PointStruct> points = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
          points.add(point(batch.get(index), vectors.get(index)));
        }
        client.upsertAsync(collection, points).get();
      }
    }
  }

  private static PointStruct point(Product product, float[] vector) {
    return QdrantPoint.withId(product.id())
        .withVector(vector)
        .withSparseVector(TextWords.VECTOR, TextWords.ofText(product.text()))
        .withPayload(
            Map.of(
                "event_id",
                value(product.id()),
                "product",
                value(
                    Map.of(
                        "id",
                        value(product.id()),
                        "name",
                        value(product.name()),
                        "category",
                        value(product.category())))))
        .toStruct();
  }
}
