package io.vectorstream.tools.search;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.pipeline.CollectionModel;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.search.EventSearch;
import io.vectorstream.search.Hit;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.tools.command.QdrantFlags;
import io.vectorstream.tools.command.ToolCommand;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds stored events whose text means something like a query. */
@Command(
    name = "search",
    description =
        "Prints the stored events that mean something like a query, the nearest first, each product"
            + " once: score, event type, time, product (category, price).")
public final class SearchCommand extends ToolCommand {

  @Parameters(
      paramLabel = "QUERY",
      description = "What to look for, in any language that the model knows.")
  private String query;

  @Option(
      names = "--limit",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many hits are printed at most.")
  private int limit;

  @Mixin private QdrantFlags qdrant;
  @Mixin private ModelFlags model;

  /** Searches, and ends the process. */
  public static void main(String[] args) {
    new SearchCommand().runAndExit(args);
  }

  @Override
  public Integer call() {
    require(!query.isBlank(), "the query is empty");
    require(limit >= 1, "--limit has to be at least 1, it is " + limit);
    QdrantConnection connection = qdrant.connection();
    try (TextEmbedder embedder = model.open();
        EventSearch search = new EventSearch(embedder, connection, qdrant.collection())) {
      CollectionModel.check(connection, qdrant.collection(), embedder.identity());
      List<Hit> hits = search.search(query, SearchFilter.all(), limit, true);
      hits.forEach(this::print);
      if (hits.isEmpty()) {
        out().println("Nothing is stored yet");
      }
    }
    return 0;
  }

  private void print(Hit hit) {
    String price = hit.price() == null ? "" : String.format(Locale.ROOT, "%.2f", hit.price());
    String details =
        Stream.of(hit.category(), price)
            .filter(detail -> !detail.isEmpty())
            .collect(Collectors.joining(", "));
    out()
        .printf(
            Locale.ROOT,
            "%.3f  %-16s  %-29s  %s%s%n",
            hit.score(),
            hit.eventType(),
            hit.timestamp(),
            hit.title(),
            details.isEmpty() ? "" : " (" + details + ")");
  }
}
