package io.vectorstream.benchmarks;

import io.qdrant.client.VectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The words of a shop's products as sparse vectors: an index for each word, and a value that grows
 * ever less with how often it comes. How words are told apart is kept simple: a search by them
 * takes as long, whatever they mean.
 */
final class ShopWords {

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final List<String> FIELDS = List.of("name", "description", "category");
  private static final float SATURATION = 1.2f;

  private ShopWords() {}

  /** All words that are embedded of a point with this payload. */
  static Vector of(Map<String, Value> payload) {
    StringBuilder text = new StringBuilder();
    for (String field : FIELDS) {
      text.append(productText(payload, field)).append(' ');
    }
    return of(text.toString());
  }

  /** The words by which somebody looks for the product of this payload. */
  static Vector nameOf(Map<String, Value> payload) {
    return of(productText(payload, "name"));
  }

  private static String productText(Map<String, Value> payload, String field) {
    Value product = payload.getOrDefault("product", Value.getDefaultInstance());
    return product
        .getStructValue()
        .getFieldsOrDefault(field, Value.getDefaultInstance())
        .getStringValue();
  }

  private static Vector of(String text) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (String word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        counts.merge(word.hashCode(), 1, Integer::sum);
      }
    }
    List<Float> values = new ArrayList<>(counts.size());
    counts.values().forEach(count -> values.add((1 + SATURATION) * count / (count + SATURATION)));
    return VectorFactory.vector(values, List.copyOf(counts.keySet()));
  }
}
