package io.vectorstream.benchmarks.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.benchmarks.search.Product.Language;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The products that generated events are about. */
final class Catalogue {

  /** So many that few of the thousand products are in none. */
  private static final int EVENTS = 20_000;

  /** Every third product is Turkish. */
  private static final int TURKISH_EVERY = 3;

  private Catalogue() {}

  /** All products, in the order of their ids. */
  static List<Product> read() {
    EventGenerator events = new EventGenerator(GeneratorConfig.defaults());
    ObjectMapper json = new ObjectMapper();
    Map<String, Product> products = new TreeMap<>();
    for (int event = 0; event < EVENTS; event++) {
      try {
        JsonNode product = json.readTree(events.next().value()).path("product");
        if (product.isObject()) {
          products.computeIfAbsent(product.path("id").asText(), id -> product(id, product));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The generator wrote no JSON", e);
      }
    }
    return List.copyOf(products.values());
  }

  private static Product product(String id, JsonNode product) {
    int number = Integer.parseInt(id.substring(1));
    return new Product(
        id,
        product.path("name").asText(),
        product.path("description").asText(),
        product.path("category").asText(),
        number % TURKISH_EVERY == 0 ? Language.TURKISH : Language.ENGLISH);
  }
}
