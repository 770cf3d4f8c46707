package io.vectorstream.benchmarks.search;

import io.vectorstream.benchmarks.MarkdownTable;
import io.vectorstream.benchmarks.search.Product.Language;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.search.EventSearch;
import io.vectorstream.search.Hit;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.search.SearchMode;
import io.vectorstream.words.TextWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How well each mode of search finds the products of the generator's catalogue, with the built-in
 * model and the embedded store. Prints a table for each language.
 */
final class SearchQuality {

  private static final String COLLECTION = "quality";

  private SearchQuality() {}

  /** Fills a store in a temporary folder, asks all queries in all modes, and prints. */
  public static void main(String[] args) throws Exception {
    List<Product> products = Catalogue.read();
    Path folder = Files.createTempDirectory("vectorstream-search");
    ModelSpec model = ModelSpec.of(ModelSpec.DEFAULT_ADDRESS).withDevice("cpu");
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        TextEmbedder embedder = DjlTextEmbedders.alone(model).open()) {
      QdrantConnection qdrant = QdrantConnection.of(store.url());
      Shop.fill(qdrant, COLLECTION, embedder, products);
      System.out.printf(
          "%d products, %.1f numbers in a text's words.%n", products.size(), size(products));
      try (EventSearch search = new EventSearch(embedder, qdrant, COLLECTION)) {
        for (Language language : Language.values()) {
          print(language, QuerySets.of(products, language), search);
        }
      }
    }
    System.exit(0);
  }

  private static double size(List<Product> products) {
    return products.stream()
        .mapToInt(product -> TextWords.ofText(product.text()).size())
        .average()
        .orElseThrow();
  }

  private static void print(Language language, Map<String, List<Judged>> sets, EventSearch search) {
    System.out.println();
    List<String> head = new ArrayList<>(List.of(language.word, "queries"));
    for (SearchMode mode : SearchMode.values()) {
      head.add(mode + ": recall@10, MRR, nDCG@10");
    }
    MarkdownTable.head(head.toArray(String[]::new));
    sets.forEach(
        (name, queries) -> {
          List<String> row = new ArrayList<>(List.of(name, String.valueOf(queries.size())));
          for (SearchMode mode : SearchMode.values()) {
            Marks marks = marks(queries, mode, search);
            row.add(
                MarkdownTable.format(
                    "%.3f, %.3f, %.3f", marks.recall(), marks.reciprocalRank(), marks.gain()));
          }
          MarkdownTable.row(row.toArray(String[]::new));
        });
  }

  private static Marks marks(List<Judged> queries, SearchMode mode, EventSearch search) {
    List<Marks> marks = new ArrayList<>();
    for (Judged query : queries) {
      List<Hit> hits = search.search(query.text(), mode, SearchFilter.all(), Marks.DEPTH, false);
      marks.add(Marks.of(hits.stream().map(Hit::eventId).toList(), query));
    }
    return Marks.mean(marks);
  }
}
