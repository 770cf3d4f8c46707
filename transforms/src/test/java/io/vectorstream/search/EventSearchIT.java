package io.vectorstream.search;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.PayloadIndex;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store holds events at various angles from every query. */
final class EventSearchIT {

  private static final SearchFilter ALL = SearchFilter.all();

  private static final String MUG_VIEWED = ShopEvents.MUG_VIEWED;

  @TempDir static Path folder;
  private static EmbeddedQdrant store;
  private static QdrantConnection connection;
  private static EventSearch search;

  @BeforeAll
  static void fillStore() throws Exception {
    store = EmbeddedQdrant.start(folder);
    connection = QdrantConnection.of(store.url());
    QdrantCollection.open(
            connection,
            CollectionSpec.of("shop", VectorSpec.of(2))
                .withPayloadIndex(
                    PayloadIndex.keyword("event_type"),
                    PayloadIndex.keyword("product.category"),
                    PayloadIndex.datetime("timestamp")))
        .close();
    QdrantCollection.open(connection, CollectionSpec.of("bare", VectorSpec.of(2))).close();
    QdrantCollection.open(connection, CollectionSpec.of("empty", VectorSpec.of(2))).close();
    List<PointStruct> events = ShopEvents.all();
    try (QdrantClient client = connection.connect()) {
      client.upsertAsync("shop", events).get();
      client.upsertAsync("bare", events).get();
    }
    search = new EventSearch(new FakeEmbedder(), connection, "shop");
  }

  @AfterAll
  static void stopStore() {
    search.close();
    store.close();
  }

  @Test
  void asksTheModelForAQueryAndNotForAText() {
    assertThat(ids(search.search("cup", ALL, 2, false))).containsExactly(MUG_VIEWED, "mug-bought");
  }

  @Test
  void aHitSaysWhatTheEventIs() {
    List<Hit> hits = search.search("cup", ALL, 3, false);

    Hit mug = hits.get(0);
    assertThat(mug.score()).isCloseTo(Math.cos(Math.toRadians(5)), within(1e-6));
    assertThat(mug)
        .usingRecursiveComparison()
        .ignoringFields("score")
        .isEqualTo(
            new Hit(
                0,
                MUG_VIEWED,
                MUG_VIEWED,
                "Mug",
                "Kitchen",
                9.5,
                "view",
                "u1",
                "2026-01-31T10:15:00Z"));
    assertThat(hits.get(2))
        .usingRecursiveComparison()
        .ignoringFields("score")
        .isEqualTo(
            new Hit(
                0,
                "cup-searched",
                PointIds.of("cup-searched").getUuid(),
                "cup",
                "",
                null,
                "search",
                "u3",
                "2026-01-31T12:59:59.999Z"));
    assertThat(hits).noneMatch(Hit::isItem);
  }

  @Test
  void findsEventsOrEachProductAndQueryOnce() {
    assertThat(ids(search.search("cup", ALL, 10, false)))
        .containsExactly(
            MUG_VIEWED,
            "mug-bought",
            "cup-searched",
            "cup-again",
            "plate-viewed",
            "tray-viewed",
            "lamp-viewed");
    assertThat(ids(search.search("cup", ALL, 10, true)))
        .containsExactly(MUG_VIEWED, "cup-searched", "plate-viewed", "tray-viewed", "lamp-viewed");
    assertThat(ids(search.search("cup", ALL, 2, true))).containsExactly(MUG_VIEWED, "cup-searched");
  }

  @Test
  void findsEventsThatTogetherAreLargerThanWhatGrpcTakesByDefault() throws Exception {
    QdrantCollection.open(connection, CollectionSpec.of("large", VectorSpec.of(2))).close();
    String name = "n".repeat(2_100_000);
    try (QdrantClient client = connection.connect();
        StoredEvents large = new StoredEvents(connection, "large")) {
      client
          .upsertAsync(
              "large",
              List.of(
                  ShopEvents.event(
                      0, "one", "view", "u", "", ShopEvents.product("p1", name, "c", 1)),
                  ShopEvents.event(
                      1, "two", "view", "u", "", ShopEvents.product("p2", name, "c", 1))))
          .get();

      assertThat(large.nearest(new float[] {0, 1}, ALL, 2, false))
          .extracting(Hit::eventId)
          .containsExactly("one", "two");
      assertThat(large.nearest(new float[] {0, 1}, ALL, 2, true))
          .extracting(Hit::title)
          .containsExactly(name, name);
    }
  }

  @Test
  void anEmptyIdOrNameIsNone() throws Exception {
    QdrantCollection.open(connection, CollectionSpec.of("blank", VectorSpec.of(2))).close();
    Map<String, Value> pen = Map.of("id", value(""), "name", value("Pen"));
    Map<String, Value> ink = Map.of("id", value(""), "name", value("Ink"));
    Map<String, Value> none = Map.of("id", value(""), "name", value(""));
    try (QdrantClient client = connection.connect();
        StoredEvents blank = new StoredEvents(connection, "blank")) {
      client
          .upsertAsync(
              "blank",
              List.of(
                  ShopEvents.event(
                      0, "searched", "search", "u", "", Map.of("search_query", value("pen"))),
                  ShopEvents.event(1, "pen", "view", "u", "", Map.of("product", value(pen))),
                  ShopEvents.event(2, "pen-too", "view", "u", "", Map.of("product", value(pen))),
                  ShopEvents.event(3, "ink", "view", "u", "", Map.of("product", value(ink))),
                  ShopEvents.event(
                      4,
                      "none",
                      "search",
                      "u",
                      "",
                      Map.of("product", value(none), "search_query", value("nib")))))
          .get();

      assertThat(ids(blank.similar("searched", ALL, 10, true)))
          .containsExactly("pen", "ink", "none");
    }
  }

  @Test
  void filtersNarrowWhatIsFound() {
    assertThat(found(ALL.withEventType("purchase"))).containsExactly("mug-bought");
    assertThat(found(ALL.withCategory("Lights"))).containsExactly("lamp-viewed");
    assertThat(found(ALL.withCategory("lights"))).isEmpty();
    assertThat(found(ALL.withUserId("u2"))).containsExactly("mug-bought", "lamp-viewed");
    assertThat(found(ALL.withMinPrice(12).withMaxPrice(20)))
        .containsExactly("plate-viewed", "tray-viewed");
    assertThat(
            found(
                ALL.withSince(Instant.parse("2026-01-31T10:20:00Z"))
                    .withUntil(Instant.parse("2026-01-31T12:30:00Z"))))
        .containsExactly("mug-bought", "plate-viewed");
    assertThat(ids(search.search("cup", ALL.withUserId("u2"), 10, true)))
        .containsExactly("mug-bought", "lamp-viewed");
  }

  @Test
  void similarEventsAreNearTheOneAndLeaveItOut() {
    assertThat(ids(search.similar("plate-viewed", ALL, 2, false)))
        .containsExactly("tray-viewed", "cup-again");
    assertThat(
            ids(
                search.similar(
                    ShopEvents.MUG_VIEWED_IN_OTHER_LETTERS, ALL.withEventType("search"), 5, false)))
        .containsExactly("cup-searched", "cup-again");
  }

  @Test
  void similarProductsLeaveOutTheEventsOwn() {
    assertThat(ids(search.similar("mug-bought", ALL, 10, true)))
        .containsExactly("cup-searched", "plate-viewed", "tray-viewed", "lamp-viewed");
    assertThat(ids(search.similar("cup-again", ALL, 2, true)))
        .containsExactly("mug-bought", "plate-viewed");
    assertThat(ids(search.similar("tray-viewed", ALL, 2, true)))
        .containsExactlyInAnyOrder("plate-viewed", "lamp-viewed");
  }

  @Test
  void anEventThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> search.similar("no-such", ALL, 5, true))
        .isInstanceOf(NoSuchEventException.class)
        .hasMessage("The collection shop has no event \"no-such\"");
    assertThatThrownBy(() -> new EventSearch(new FakeEmbedder(), connection, "none"))
        .isInstanceOf(QdrantException.class)
        .hasMessage("Qdrant at %s has no collection none", store.url());
  }

  @Test
  void anArgumentThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> search.search(" ", ALL, 5, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the query is blank");
    assertThatThrownBy(() -> search.search("cup", ALL, 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit has to be at least 1, it is 0");
    assertThatThrownBy(() -> search.similar(MUG_VIEWED, ALL, -1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit has to be at least 1, it is -1");
  }

  @Test
  void statsCountByTypeCategoryAndHour() {
    SearchStats stats = search.stats();

    assertThat(stats.points()).isEqualTo(7);
    assertThat(stats.eventsByType())
        .containsExactly(entry("view", 4L), entry("search", 2L), entry("purchase", 1L));
    assertThat(stats.eventsByCategory()).containsExactly(entry("Kitchen", 4L), entry("Lights", 1L));
    assertThat(stats.newest()).isEqualTo("2026-01-31T12:59:59.999Z");
    assertThat(stats.eventsByHour()).hasSize(24);
    assertThat(stats.eventsByHour().get(0))
        .isEqualTo(new SearchStats.Hour(Instant.parse("2026-01-30T13:00:00Z"), 0));
    assertThat(stats.eventsByHour())
        .filteredOn(hour -> hour.events() > 0)
        .containsExactly(
            new SearchStats.Hour(Instant.parse("2026-01-31T10:00:00Z"), 2),
            new SearchStats.Hour(Instant.parse("2026-01-31T11:00:00Z"), 1),
            new SearchStats.Hour(Instant.parse("2026-01-31T12:00:00Z"), 2));
  }

  @Test
  void statsLeaveOutWhatTheCollectionHasNoIndexFor() {
    try (EventSearch bare = new EventSearch(new FakeEmbedder(), connection, "bare")) {
      assertThat(bare.stats()).isEqualTo(new SearchStats(7, Map.of(), Map.of(), null, List.of()));
      assertThat(ids(bare.search("cup", ALL.withMinPrice(21), 5, true)))
          .as("a search needs no index")
          .containsExactly("lamp-viewed");
    }
  }

  @Test
  void anEmptyCollectionHasNoHitsAndNoStats() {
    try (EventSearch empty = new EventSearch(new FakeEmbedder(), connection, "empty")) {
      assertThat(empty.search("cup", ALL, 5, true)).isEmpty();
      assertThat(empty.search("cup", ALL, 5, false)).isEmpty();
      assertThat(empty.stats()).isEqualTo(new SearchStats(0, Map.of(), Map.of(), null, List.of()));
    }
  }

  private static List<String> found(SearchFilter filter) {
    return ids(search.search("cup", filter, 10, false));
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::eventId).toList();
  }
}
