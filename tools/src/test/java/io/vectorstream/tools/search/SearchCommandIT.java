package io.vectorstream.tools.search;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PointIds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against a store and with the built-in model. */
final class SearchCommandIT {

  /** Score, event type and time, which may be missing. */
  private static final String BEFORE_TITLE = "^-?0\\.\\d{3}  \\w+ +(\\S+Z)? +";

  private static final String GRINDER_VIEWED = "grinder-viewed";

  @TempDir static Path folder;
  private static EmbeddedQdrant store;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fillStore() throws Exception {
    store = EmbeddedQdrant.start(folder);
    QdrantConnection connection = QdrantConnection.of(store.url());
    QdrantCollection.open(connection, CollectionSpec.of("empty", VectorSpec.of(384))).close();
    QdrantCollection.open(connection, CollectionSpec.of("other", VectorSpec.of(384)))
        .mergeMetadata(
            Map.of("vectorstream.model", value(Map.of("name", value("builtin:another")))));
    QdrantCollection.open(connection, CollectionSpec.of("shop", VectorSpec.of(384))).close();
    QdrantCollection.open(connection, CollectionSpec.of("orders", VectorSpec.of(2))).close();
    try (QdrantClient client = connection.connect();
        TextEmbedder model =
            DjlTextEmbedders.alone(ModelSpec.of("builtin:all-MiniLM-L6-v2")).open()) {
      Map<String, Value> view =
          Map.of(
              "event_type",
              value("view"),
              "user_id",
              value("u-1"),
              "timestamp",
              value("2026-01-31T10:00:00Z"));
      Map<String, Value> grinder = new HashMap<>(view);
      grinder.put("event_id", value(GRINDER_VIEWED));
      Map<String, Value> search =
          Map.of("event_type", value("search"), "search_query", value("winter boots"));
      client
          .upsertAsync(
              "shop",
              List.of(
                  point(
                      GRINDER_VIEWED, model, "Coffee Grinder", product("Coffee Grinder", grinder)),
                  point(model, "Bluetooth Headphones", product("Bluetooth Headphones", view)),
                  point(model, "Bluetooth Headphones", product("Bluetooth Headphones", view)),
                  point(model, "winter boots", search)))
          .get();
      client
          .upsertAsync(
              "orders",
              List.of(
                  item("order-17", "a", "Mug", 0, 1),
                  item("order-17", "b", "Coat", 1, 0),
                  item("order-18", "a", "Cup", 0.28f, 0.96f),
                  item("order-18", "b", "Scarf", 0.8f, 0.6f)))
          .get();
    }
  }

  private static PointStruct item(String order, String item, String name, float x, float y) {
    return PointStruct.newBuilder()
        .setId(PointIds.of(order, item))
        .setVectors(VectorsFactory.vectors(x, y))
        .putAllPayload(product(name, Map.of("event_id", value(order), "item", value(item))))
        .build();
  }

  @AfterAll
  static void stopStore() {
    store.close();
  }

  private static Map<String, Value> product(String name, Map<String, Value> event) {
    Map<String, Value> payload = new HashMap<>(event);
    payload.put(
        "product",
        value(Map.of("name", value(name), "category", value("Things"), "price", value(19.5))));
    return payload;
  }

  private static PointStruct point(TextEmbedder model, String text, Map<String, Value> payload) {
    return point(UUID.randomUUID().toString(), model, text, payload);
  }

  private static PointStruct point(
      String eventId, TextEmbedder model, String text, Map<String, Value> payload) {
    return PointStruct.newBuilder()
        .setId(PointIds.of(eventId))
        .setVectors(VectorsFactory.vectors(model.embed(List.of(text)).get(0)))
        .putAllPayload(payload)
        .build();
  }

  private List<String> titles(String... args) {
    assertThat(search(args)).as(err.toString()).isZero();
    return out.toString().lines().map(line -> line.replaceFirst(BEFORE_TITLE, "")).toList();
  }

  private int search(String... args) {
    return new SearchCommand().execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void printsTheNearestEachProductOnce() {
    int code = search("wireless earphones", "--qdrantUrl=" + store.url(), "--collection=shop");

    assertThat(code).as(err.toString()).isZero();
    List<String> lines =
        out.toString().lines().map(line -> line.replaceFirst("^-?0\\.\\d{3}", "0.###")).toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "0.###  view              2026-01-31T10:00:00Z           Bluetooth Headphones (Things,"
                + " 19.50)");
    assertThat(lines.subList(1, lines.size()))
        .containsExactlyInAnyOrder(
            "0.###  search                                           winter boots",
            "0.###  view              2026-01-31T10:00:00Z           Coffee Grinder (Things, 19.50)  grinder-viewed");
  }

  @Test
  void printsNoMoreThanIsAskedFor() {
    search("coffee", "--limit=1", "--qdrantUrl=" + store.url(), "--collection=shop");

    assertThat(out.toString())
        .endsWith("Coffee Grinder (Things, 19.50)  grinder-viewed\n")
        .hasLineCount(1);
  }

  @Test
  void printsEveryEventWhenAskedTo() {
    assertThat(
            titles(
                "wireless earphones",
                "--distinct=false",
                "--qdrantUrl=" + store.url(),
                "--collection=shop"))
        .hasSize(4)
        .startsWith("Bluetooth Headphones (Things, 19.50)", "Bluetooth Headphones (Things, 19.50)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --eventType=search                | winter boots
          --category=Things;--limit=1       | Coffee Grinder (Things, 19.50)  grinder-viewed
          --userId=u-1;--limit=1            | Coffee Grinder (Things, 19.50)  grinder-viewed
          --minPrice=19.5;--limit=1         | Coffee Grinder (Things, 19.50)  grinder-viewed
          --maxPrice=19.5;--limit=1         | Coffee Grinder (Things, 19.50)  grinder-viewed
          --since=2026-01-31T13:00+03:00;--until=2026-01-31T10:00:00.001Z;--limit=1 | Coffee Grinder (Things, 19.50)  grinder-viewed
          --category=things                 | Nothing was found
          --minPrice=19.51                  | Nothing was found
          --until=2026-01-31T10:00:00Z      | Nothing was found
          """)
  void filtersNarrowWhatIsPrinted(String flags, String end) {
    String[] args =
        ("coffee;--collection=shop;--qdrantUrl=" + store.url() + ";" + flags).split(";");

    assertThat(search(args)).as(err.toString()).isZero();
    assertThat(out.toString()).endsWith(end + "\n").hasLineCount(1);
  }

  @Test
  void printsWhatIsLikeAnEvent() {
    String[] shop = {"--qdrantUrl=" + store.url(), "--collection=shop"};

    assertThat(titles("--similar", GRINDER_VIEWED, shop[0], shop[1]))
        .containsExactlyInAnyOrder("Bluetooth Headphones (Things, 19.50)", "winter boots");
    assertThat(search("--similar=no-such", shop[0], shop[1])).isEqualTo(2);
    assertThat(search("--similar=" + GRINDER_VIEWED, "coffee", shop[0], shop[1])).isEqualTo(2);
    assertThat(search("--similar=" + GRINDER_VIEWED, "--mode=words", shop[0], shop[1]))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "--similar: The collection shop has no event \"no-such\"",
            "a query and --similar do not go together (see --help)",
            "--mode goes with a query: --similar is by meaning (see --help)");
  }

  @Test
  void printsWhatIsLikeAnOrderOrOneOfItsItems() {
    String[] orders = {"--qdrantUrl=" + store.url(), "--collection=orders"};
    String cup = PointIds.of("order-18", "a").getUuid();
    String scarf = PointIds.of("order-18", "b").getUuid();
    String mug = PointIds.of("order-17", "a").getUuid();

    assertThat(search("--similar=order-17", orders[0], orders[1])).as(err.toString()).isZero();
    assertThat(search("--similar=" + mug, orders[0], orders[1])).as(err.toString()).isZero();
    assertThat(search("--similar=order-1", orders[0], orders[1])).isEqualTo(2);
    assertThat(out.toString().lines().map(line -> line.replaceFirst(" {20,}", "  ")))
        .containsExactly(
            "0.960  Cup (Things, 19.50)  order-18  " + cup,
            "0.800  Scarf (Things, 19.50)  order-18  " + scarf,
            "0.960  Cup (Things, 19.50)  order-18  " + cup,
            "0.600  Scarf (Things, 19.50)  order-18  " + scarf);
    assertThat(err).hasToString("--similar: The collection orders has no event \"order-1\"\n");
  }

  @Test
  void saysThatNothingIsThere() {
    assertThat(search("coffee", "--qdrantUrl=" + store.url(), "--collection=empty")).isZero();
    assertThat(out.toString()).isEqualTo("Nothing is stored yet\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --collection=none              | Qdrant at URL has no collection none
          --collection=shop;--limit=0    | --limit has to be at least 1, it is 0 (see --help)
          --collection=shop;--mode=words | --mode: The collection shop has no words, so it can be searched by meaning only
          --collection=shop;--mode=dense | --mode has to be one of [hybrid, meaning, words], it is dense (see --help)
          --minPrice=3;--maxPrice=2      | --maxPrice: the lowest price, 3.0, is above the highest, 2.0
          --minPrice=NaN                 | --minPrice: the lowest price is NaN
          --maxPrice=cheap               | Invalid value for option '--maxPrice': 'cheap' is not a double (see --help)
          --category=                    | --category: the category is blank
          --since=yesterday              | --since: it has to be a time such as 2026-01-31T09:30:00Z, it is "yesterday"
          --until=2026-01-31T10:00:00    | --until: it has to be a time such as 2026-01-31T09:30:00Z, it is "2026-01-31T10:00:00"
          --distinct=product             | Invalid value for option '--distinct': 'product' is not a boolean (see --help)
          --precision=much               | --precision: a precision is one of [auto, fp32, bf16, fp16, int8], not "much"
          --device=tpu                   | --device: a device is auto, cpu, gpu or gpu:N, not "tpu"
          --model=http:x                 | --model: The model http:x is not available: the address names no host or no file there.
          --run=localhost:8080           | --run has to be an address such as http://localhost:8080, it is localhost:8080
          --run=http://127.0.0.1:1       | --run: no run answers at http://127.0.0.1:1
          --qdrantUrl=http://127.0.0.1:1 | Qdrant cannot be reached at http://127.0.0.1:1
          """)
  void aMistakeIsOneSentence(String flags, String sentence) {
    String[] args = ("coffee;" + flags).split(";");
    if (!flags.contains("--qdrantUrl")) {
      args = ("coffee;" + flags + ";--qdrantUrl=" + store.url()).split(";");
    }

    assertThat(search(args)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(sentence.replace("URL", store.url()) + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aQueryIsNeeded() {
    assertThat(search(" ", "--qdrantUrl=" + store.url())).isEqualTo(2);
    assertThat(search("--qdrantUrl=" + store.url())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "the query is empty (see --help)",
            "a query is needed, or an event's id in --similar (see --help)");
  }

  @Test
  void anotherModelsVectorsAreNotCompared() {
    assertThat(search("coffee", "--qdrantUrl=" + store.url(), "--collection=other")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--collection: \"other\" belongs to the model builtin:another")
        .endsWith("or the options that this one was filled with\n");
  }
}
