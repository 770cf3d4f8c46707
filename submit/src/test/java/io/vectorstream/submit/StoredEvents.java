package io.vectorstream.submit;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The points of a collection against the events that were sent. */
final class StoredEvents {

  private static final int PAGE = 200;

  private final SizedEvents events;
  private final TextEmbedder embedder;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final BitSet found = new BitSet();
  private final List<String> differences = new ArrayList<>();

  private StoredEvents(SizedEvents events, TextEmbedder embedder) {
    this.events = events;
    this.embedder = embedder;
  }

  /**
   * Compares every id, every payload and every vector.
   *
   * @param embedder makes the vectors anew, each text by itself
   * @param count how many events were sent, from number 0
   * @return the differences, a phrase each
   */
  static List<String> compare(
      QdrantClient client, String collection, SizedEvents events, TextEmbedder embedder, int count)
      throws ExecutionException, InterruptedException {
    StoredEvents stored = new StoredEvents(events, embedder);
    PointId next = null;
    do {
      ScrollPoints.Builder page =
          ScrollPoints.newBuilder()
              .setCollectionName(collection)
              .setLimit(PAGE)
              .setWithPayload(WithPayloadSelectorFactory.enable(true))
              .setWithVectors(WithVectorsSelectorFactory.enable(true));
      if (next != null) {
        page.setOffset(next);
      }
      ScrollResponse response = client.scrollAsync(page.build()).get();
      response.getResultList().forEach(stored::compare);
      next = response.hasNextPageOffset() ? response.getNextPageOffset() : null;
    } while (next != null);
    stored.lookForMissing(count);
    return stored.differences;
  }

  private void compare(RetrievedPoint point) {
    String id = point.getPayloadOrThrow("event_id").getStringValue();
    int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
    if (found.get(number) || !PointIds.of(SizedEvents.id(number)).equals(point.getId())) {
      differences.add("another point of event " + number + ": " + point.getId());
    }
    found.set(number);
    if (!Payloads.fromJson(events.json(number)).equals(point.getPayloadMap())) {
      differences.add("the payload of event " + number);
    }
    float[] vector = vectors.computeIfAbsent(events.text(number), this::embed);
    if (!Arrays.equals(vector, floats(dense(point.getVectors())))) {
      differences.add("the vector of event " + number);
    }
  }

  private void lookForMissing(int count) {
    for (int number = 0; number < count; number++) {
      if (found.get(number) == SizedEvents.isMalformed(number)) {
        differences.add((found.get(number) ? "a" : "no") + " point of event " + number);
      }
    }
    if (found.length() > count) {
      differences.add("points of events that were not sent");
    }
  }

  /** Beside sparse vectors the dense one has a name, which is empty. */
  private static List<Float> dense(VectorsOutput vectors) {
    VectorOutput dense =
        vectors.hasVectors() ? vectors.getVectors().getVectorsOrThrow("") : vectors.getVector();
    return dense.getDense().getDataList();
  }

  private float[] embed(String text) {
    return embedder.embed(List.of(text)).get(0);
  }

  private static float[] floats(List<Float> numbers) {
    float[] floats = new float[numbers.size()];
    for (int index = 0; index < floats.length; index++) {
      floats[index] = numbers.get(index);
    }
    return floats;
  }
}
