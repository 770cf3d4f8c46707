package io.vectorstream.tools.search;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.pipeline.CollectionModel;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.search.EventSearch;
import io.vectorstream.search.Hit;
import io.vectorstream.search.NoSuchEventException;
import io.vectorstream.search.NoWordsException;
import io.vectorstream.search.SearchFilter;
import io.vectorstream.search.SearchMode;
import io.vectorstream.search.StoredEvents;
import io.vectorstream.tools.command.Printable;
import io.vectorstream.tools.command.QdrantFlags;
import io.vectorstream.tools.command.ToolCommand;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds stored events that a query finds, or whose text means something like another event. */
@Command(
    name = "search",
    description =
        "Prints the stored events that mean something like a query or share its words, or that are"
            + " like a stored event, the best first: score, event type, time, product (category, price), the"
            + " event's id and, of an item of an event, that of its point.")
public final class SearchCommand extends ToolCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "What to look for, in any language that the model knows.")
  private @Nullable String query;

  @Option(
      names = "--similar",
      paramLabel = "ID",
      description =
          "In place of a query: what is like the event of this id, which is left out, or like the"
              + " item whose point has it. No model is needed.")
  private @Nullable String similar;

  @Option(
      names = "--mode",
      paramLabel = "WORD",
      description =
          "What makes an event a hit: hybrid, meaning or words. By default hybrid where the"
              + " collection has words, else meaning.")
  private @Nullable String mode;

  @Option(
      names = "--limit",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many hits are printed at most.")
  private int limit;

  @Option(
      names = "--distinct",
      arity = "1",
      defaultValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Whether each product comes once, and each query of shoppers; with --similar, that of the"
              + " event not at all. If not, all events are printed.")
  private boolean distinct;

  @Option(
      names = "--run",
      paramLabel = "URL",
      description =
          "Ask the run that is served there, such as http://localhost:8080, in place of Qdrant. It"
              + " has the model loaded.")
  private @Nullable String run;

  @Mixin private FilterFlags filters;
  @Mixin private QdrantFlags qdrant;
  @Mixin private ModelFlags model;

  /** Searches, and ends the process. */
  public static void main(String[] args) {
    new SearchCommand().runAndExit(args);
  }

  @Override
  public Integer call() {
    require(query != null || similar != null, "a query is needed, or an event's id in --similar");
    require(query == null || similar == null, "a query and --similar do not go together");
    require(query == null || !query.isBlank(), "the query is empty");
    require(limit >= 1, "--limit has to be at least 1, it is " + limit);
    require(query != null || mode == null, "--mode goes with a query: --similar is by meaning");
    require(
        mode == null || SearchMode.of(mode).isPresent(),
        "--mode has to be one of " + new TreeSet<>(SearchMode.NAMES) + ", it is " + mode);
    SearchFilter filter = filters.filter();
    List<Hit> hits = run == null ? fromStore(filter) : fromRun(run, filter);
    hits.forEach(this::print);
    if (hits.isEmpty()) {
      boolean all = query != null && filter.equals(SearchFilter.all());
      out().println(all ? "Nothing is stored yet" : "Nothing was found");
    }
    return 0;
  }

  private List<Hit> fromRun(String url, SearchFilter filter) {
    RunningPipeline pipeline = RunningPipeline.at(url);
    return query == null
        ? pipeline.similar(similar, filter, limit, distinct)
        : pipeline.search(query, mode(), filter, limit, distinct);
  }

  private List<Hit> fromStore(SearchFilter filter) {
    return query == null ? similar(filter) : search(filter);
  }

  private List<Hit> search(SearchFilter filter) {
    QdrantConnection connection = qdrant.connection();
    try (TextEmbedder embedder = model.open();
        EventSearch search = new EventSearch(embedder, connection, qdrant.collection())) {
      CollectionModel.check(connection, qdrant.collection(), embedder.identity());
      return search.search(query, mode(), filter, limit, distinct);
    } catch (NoWordsException e) {
      throw new UserMistakeException("--mode: " + e.getMessage(), e);
    }
  }

  private @Nullable SearchMode mode() {
    return mode == null ? null : SearchMode.of(mode).orElseThrow();
  }

  private List<Hit> similar(SearchFilter filter) {
    try (StoredEvents events = new StoredEvents(qdrant.connection(), qdrant.collection())) {
      return events.similar(similar, filter, limit, distinct);
    } catch (NoSuchEventException e) {
      throw new UserMistakeException("--similar: " + e.getMessage(), e);
    }
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
            "%.3f  %-16s  %-29s  %s%s%s%s%n",
            hit.score(),
            Printable.line(hit.eventType()),
            Printable.line(hit.timestamp()),
            Printable.line(hit.title()),
            details.isEmpty() ? "" : " (" + Printable.line(details) + ")",
            hit.eventId().isEmpty() ? "" : "  " + Printable.line(hit.eventId()),
            hit.isItem() ? "  " + Printable.line(hit.pointId()) : "");
  }
}
