package io.vectorstream.benchmarks.search;

import io.vectorstream.benchmarks.search.Product.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What shoppers type, made of a catalogue in the same way each time. */
final class QuerySets {

  private static final long SEED = 20240501;
  private static final int KNOWN_ITEMS = 300;

  private final List<Product> products;
  private final Language language;

  private QuerySets(List<Product> products, Language language) {
    this.products = products;
    this.language = language;
  }

  /** The sets of queries in a language by their names, each judged by all products. */
  static Map<String, List<Judged>> of(List<Product> products, Language language) {
    QuerySets sets = new QuerySets(products, language);
    Map<String, List<Judged>> queries = new LinkedHashMap<>();
    queries.put("known item", sets.knownItems((words, random) -> words));
    queries.put("one letter wrong", sets.knownItems(Slips::one));
    queries.put("without Turkish letters", sets.knownItems((words, random) -> sets.plain(words)));
    queries.put("brand", sets.of(Product::brand));
    queries.put("category", sets.of(Product::category));
    queries.put(
        "brand and category", sets.of(product -> product.brand() + ' ' + product.category()));
    queries.put("question", Questions.read(products, language));
    return queries;
  }

  /** The words of a product's name but one, in any order, and written as a shopper writes them. */
  private List<Judged> knownItems(BiFunction<List<String>, Random, List<String>> writing) {
    Random random = new Random(SEED);
    Random writingRandom = new Random(SEED);
    List<Product> own = own();
    List<Judged> queries = new ArrayList<>();
    for (int query = 0; query < KNOWN_ITEMS; query++) {
      List<String> words = new ArrayList<>(own.get(random.nextInt(own.size())).nameWords());
      words.remove(random.nextInt(words.size()));
      Collections.shuffle(words, random);
      Set<String> needed = new HashSet<>(words);
      queries.add(
          new Judged(
              String.join(" ", writing.apply(words, writingRandom)),
              ids(product -> new HashSet<>(product.nameWords()).containsAll(needed))));
    }
    return queries;
  }

  /** Each text that products have in common, once. */
  private List<Judged> of(Function<Product, String> common) {
    return own().stream()
        .map(common)
        .distinct()
        .map(text -> new Judged(text, ids(product -> common.apply(product).equals(text))))
        .toList();
  }

  private List<String> plain(List<String> words) {
    return words.stream()
        .map(word -> word.toLowerCase(language.locale).replace('ı', 'i'))
        .map(word -> Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", ""))
        .toList();
  }

  private List<Product> own() {
    return products.stream().filter(product -> product.language() == language).toList();
  }

  private Set<String> ids(Predicate<Product> relevant) {
    return products.stream().filter(relevant).map(Product::id).collect(Collectors.toSet());
  }
}
