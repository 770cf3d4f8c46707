package io.vectorstream.words;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.vectorstream.qdrant.point.SparseVector;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words of a text, in Turkish, English or any other language, as a sparse vector: an index is
 * the hash of a word's form or half, a value how much that counts. Safe for several threads, and
 * the same on every machine.
 *
 * <p>The product of a text's vector and a query's is what BM25 makes of them, once the store has
 * multiplied each index by its inverse document frequency: Qdrant does that to a vector with the
 * modifier {@code idf}.
 */
public final class TextWords {

  /** The name that the sparse vector of a point's words has in a collection. */
  public static final String VECTOR = "words";

  /**
   * What a collection remembers of how its words were made: the analyzer, its version, and the
   * hash. Words of different identities do not find each other, so the version goes up whenever any
   * text or query gets another vector.
   */
  public static final String IDENTITY = "turkish-english/1/murmur3-32";

  /** How soon a form that comes again counts no more: BM25's k1, at its usual value. */
  private static final double SATURATION = 1.2;

  /** How much a text's length counts: BM25's b, at its usual value. */
  private static final double LENGTH_SHARE = 0.75;

  /**
   * The words of a usual text: a product's name, two sentences about it, its category. BM25 takes
   * the average of the collection, which nobody knows while it is being filled; a wrong one only
   * shifts all texts' values alike, nearly.
   */
  private static final double USUAL_WORDS = 20;

  /** What the halves of a word weigh together in a query, where the word itself weighs 1. */
  private static final double HALVES_WEIGHT = 0.5;

  /** What a word weighs in a query that says little of what it is about. */
  private static final double STOP_WORD_WEIGHT = 0.1;

  private static final HashFunction HASH = Hashing.murmur3_32_fixed();

  private TextWords() {}

  /** The vector of a text that is stored; empty if the text has no letter and no digit. */
  public static SparseVector ofText(String text) {
    WordParts parts = WordParts.of(text);
    double length = 1 - LENGTH_SHARE + LENGTH_SHARE * parts.count() / USUAL_WORDS;
    Map<Integer, Double> values = new TreeMap<>();
    WordForms forms = new WordForms();
    for (String word : parts.words()) {
      forms.of(word).forEach(form -> values.merge(hash(form), 1.0, Double::sum));
      WordHalves.of(WordForms.fold(word))
          .forEach(half -> values.merge(hash(half), 1.0, Double::sum));
    }
    values.replaceAll((form, times) -> times * (SATURATION + 1) / (times + SATURATION * length));
    return vector(values);
  }

  /**
   * The vector of a query; empty if it has no letter and no digit. A word counts once, shared out
   * among its forms, and its halves count half as much.
   */
  public static SparseVector ofQuery(String query) {
    Map<Integer, Double> values = new TreeMap<>();
    WordForms forms = new WordForms();
    for (String word : new LinkedHashSet<>(WordParts.of(query).words())) {
      String folded = WordForms.fold(word);
      double weight = StopWords.contains(folded) ? STOP_WORD_WEIGHT : 1;
      share(weight, forms.of(word), values);
      share(weight * HALVES_WEIGHT, WordHalves.sought(folded), values);
    }
    return vector(values);
  }

  /**
   * How much of a query a stored text holds, by what the query's words weigh: from 0, none of them,
   * to 1, all.
   *
   * @param stored the text's vector
   */
  public static double share(String query, SparseVector stored) {
    SparseVector sought = ofQuery(query);
    double all = weight(sought, ofText(query));
    return all == 0 ? 0 : Math.min(1, weight(sought, stored) / all);
  }

  private static double weight(SparseVector sought, SparseVector stored) {
    Set<Integer> present = new HashSet<>();
    for (int place = 0; place < stored.size(); place++) {
      present.add(stored.index(place));
    }
    double weight = 0;
    for (int place = 0; place < sought.size(); place++) {
      weight += present.contains(sought.index(place)) ? sought.value(place) : 0;
    }
    return weight;
  }

  private static void share(double weight, Set<String> terms, Map<Integer, Double> values) {
    terms.forEach(term -> values.merge(hash(term), weight / terms.size(), Double::sum));
  }

  private static int hash(String form) {
    return HASH.hashString(form, StandardCharsets.UTF_8).asInt();
  }

  private static SparseVector vector(Map<Integer, Double> components) {
    int[] indices = components.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[indices.length];
    for (int place = 0; place < indices.length; place++) {
      values[place] = components.get(indices[place]).floatValue();
    }
    return SparseVector.of(indices, values);
  }
}
