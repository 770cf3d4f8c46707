package io.vectorstream.submit;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.words.TextWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The points of a collection against the events that were sent. */
final class StoredEvents {

  private static final int PAGE = 200;

  /** Beside sparse vectors the dense one has a name, which is empty. */
  private static final String DENSE = "";

  private final SizedEvents events;
  private final TextEmbedder embedder;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final Map<String, Map<Integer, Float>> words = new HashMap<>();
  private final BitSet found = new BitSet();
  private final List<String> differences = new ArrayList<>();

  private StoredEvents(SizedEvents events, TextEmbedder embedder) {
    this.events = events;
    this.embedder = embedder;
  }

  /**
   * Compares every id, every payload, every vector and every text's words.
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
    String text = events.text(number);
    Map<String, VectorOutput> stored = point.getVectors().getVectors().getVectorsMap();
    if (!stored.keySet().equals(Set.of(DENSE, TextWords.VECTOR))) {
      differences.add("the vectors of event " + number + " are " + stored.keySet());
      return;
    }
    float[] vector = vectors.computeIfAbsent(text, this::embed);
    if (!Arrays.equals(vector, floats(stored.get(DENSE).getDense().getDataList()))) {
      differences.add("the vector of event " + number);
    }
    if (!words
        .computeIfAbsent(text, StoredEvents::wordsOf)
        .equals(byIndex(stored.get(TextWords.VECTOR).getSparse()))) {
      differences.add("the words of event " + number);
    }
  }

  private static Map<Integer, Float> wordsOf(String text) {
    io.vectorstream.qdrant.point.SparseVector words = TextWords.ofText(text);
    Map<Integer, Float> values = new HashMap<>();
    for (int place = 0; place < words.size(); place++) {
      values.put(words.index(place), words.value(place));
    }
    return values;
  }

  private static Map<Integer, Float> byIndex(SparseVector words) {
    Map<Integer, Float> values = new HashMap<>();
    for (int place = 0; place < words.getIndicesCount(); place++) {
      values.put(words.getIndices(place), words.getValues(place));
    }
    return values;
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
