package io.vectorstream.local.generator;

import io.vectorstream.local.generator.Vocabulary.Category;
import io.vectorstream.local.generator.Vocabulary.ProductType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The products of a shop, the most popular first, and what its visitors search for.
 *
 * <p>Every third product is Turkish, the others are English. No two products share both name and
 * description. A larger catalogue of the same seed begins with the products of a smaller one.
 */
final class Catalogue {

  /** The most queries that a catalogue has: searches repeat far more than products do. */
  static final int QUERIES_MAX = 60;

  private static final int[] PRICE_ENDINGS = {99, 90, 95, 50, 0};
  private static final int ATTEMPTS = 1_000;

  private final List<CatalogueProduct> products = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();
  private final Set<String> queries = new LinkedHashSet<>();
  private final int maxQueries;

  private Catalogue(int size) {
    maxQueries = Math.min(size, QUERIES_MAX);
  }

  static Catalogue create(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Catalogue catalogue = new Catalogue(size);
    for (int i = 0; i < size; i++) {
      catalogue.add(i % 3 == 2 ? Vocabulary.TURKISH : Vocabulary.ENGLISH, random);
    }
    catalogue.texts.clear();
    return catalogue;
  }

  /** The products, the most popular first. */
  List<CatalogueProduct> products() {
    return products;
  }

  /** At most 60 queries and no more than products: types and categories of the popular ones. */
  List<String> queries() {
    return List.copyOf(queries);
  }

  private void add(Vocabulary words, SplittableRandom random) {
    Category category = pick(words.categories(), random);
    ProductType type = pick(category.types(), random);
    BigDecimal price = price(type, random);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String name =
          pick(words.names(), random)
              .replace("{brand}", pick(words.brands(), random))
              .replace("{variant}", pick(category.variants(), random))
              .replace("{type}", type.name())
              .replace("{finish}", pick(category.finishes(), random));
      String description =
          pick(words.descriptions(), random)
              .replace("{does}", type.does())
              .replace("{feature}", pick(category.features(), random))
              .replace("{use}", pick(category.uses(), random));
      description = startSentences(description, words.locale());
      if (texts.add(name + '\n' + description)) {
        String id = String.format(Locale.ROOT, "P%06d", products.size() + 1);
        products.add(new CatalogueProduct(id, name, description, category.name(), price));
        addQuery(type.name(), words.locale());
        addQuery(category.name(), words.locale());
        return;
      }
    }
    throw new IllegalStateException("The vocabulary has no more texts for " + type.name());
  }

  private void addQuery(String words, Locale locale) {
    if (queries.size() < maxQueries) {
      queries.add(words.toLowerCase(locale));
    }
  }

  /** A price within the type's range, small ones more often, that ends as prices do. */
  private static BigDecimal price(ProductType type, SplittableRandom random) {
    double low = type.prices().get(0);
    double high = type.prices().get(1);
    long whole = Math.round(low * Math.pow(high / low, random.nextDouble()));
    int ending = PRICE_ENDINGS[random.nextInt(PRICE_ENDINGS.length)];
    return BigDecimal.valueOf(whole * 100 + ending, 2);
  }

  private static String startSentences(String text, Locale locale) {
    StringBuilder result = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start && Character.isLetter(c)) {
        result.append(String.valueOf(c).toUpperCase(locale));
        start = false;
      } else {
        result.append(c);
        start |= c == '.';
      }
    }
    return result.toString();
  }

  private static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
