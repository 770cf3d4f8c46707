package io.vectorstream.search;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.words.TextWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By meaning, the mug is nearest to every query, and the lamp the farthest. */
final class SearchModeIT {

  private static final SearchFilter ALL = SearchFilter.all();
  private static final SparseVectorSpec IDF = SparseVectorSpec.create().withModifier(Modifier.Idf);

  @TempDir static Path folder;
  private static EmbeddedQdrant store;
  private static QdrantConnection connection;
  private static EventSearch search;

  @BeforeAll
  static void fillStore() throws Exception {
    store = EmbeddedQdrant.start(folder);
    connection = QdrantConnection.of(store.url());
    create(CollectionSpec.of("plain", VectorSpec.of(2)));
    create(
        CollectionSpec.of("no-idf", VectorSpec.of(2))
            .withSparseVector(TextWords.VECTOR, SparseVectorSpec.create()));
    create(worded("other").withMetadata(Map.of("vectorstream.model", made("czech/7/sha1"))));
    create(worded("unknown"));
    create(worded("shop").withMetadata(Map.of("vectorstream.model", made(TextWords.IDENTITY))));
    try (QdrantClient client = connection.connect()) {
      client
          .upsertAsync("shop", ShopEvents.all().stream().map(SearchModeIT::withWords).toList())
          .get();
    }
    search = open("shop");
  }

  private static CollectionSpec worded(String name) {
    return CollectionSpec.of(name, VectorSpec.of(2)).withSparseVector(TextWords.VECTOR, IDF);
  }

  private static Value made(String words) {
    return value(Map.of("words", value(words)));
  }

  private static void create(CollectionSpec spec) {
    QdrantCollection.open(connection, spec).close();
  }

  private static EventSearch open(String collection) {
    return new EventSearch(new FakeEmbedder(), connection, collection);
  }

  private static PointStruct withWords(PointStruct event) {
    EventPayload payload = new EventPayload(event.getPayloadMap());
    SparseVector words =
        TextWords.ofText(
            payload.text("product.name")
                + ' '
                + payload.text("product.category")
                + ' '
                + payload.text("search_query"));
    float[] values = new float[words.size()];
    int[] indices = new int[words.size()];
    for (int place = 0; place < words.size(); place++) {
      values[place] = words.value(place);
      indices[place] = words.index(place);
    }
    return event.toBuilder()
        .setVectors(
            VectorsFactory.namedVectors(
                Map.of(
                    "",
                    event.getVectors().getVector(),
                    TextWords.VECTOR,
                    VectorFactory.vector(Floats.asList(values), Ints.asList(indices)))))
        .build();
  }

  @AfterAll
  static void stopStore() {
    search.close();
    store.close();
  }

  @Test
  void wordsFindWhatSharesSome() {
    assertThat(found("lamp", SearchMode.WORDS, ALL, false)).containsExactly("lamp-viewed");
    assertThat(found("LÂMP'ı", SearchMode.WORDS, ALL, false)).containsExactly("lamp-viewed");
    assertThat(found("mug", SearchMode.WORDS, ALL, false))
        .containsExactlyInAnyOrder(ShopEvents.MUG_VIEWED, "mug-bought");
    assertThat(found("mug", SearchMode.WORDS, ALL, true)).hasSize(1);
    assertThat(found("sofa", SearchMode.WORDS, ALL, true)).isEmpty();
    assertThat(found("?!", SearchMode.WORDS, ALL, false)).isEmpty();
  }

  @Test
  void bothPutFirstWhatHoldsTheWholeQuery() {
    assertThat(found("lamp", SearchMode.HYBRID, ALL, false))
        .startsWith("lamp-viewed", ShopEvents.MUG_VIEWED, "mug-bought");
    assertThat(found("lamp", SearchMode.HYBRID, ALL, true))
        .containsExactly(
            "lamp-viewed", ShopEvents.MUG_VIEWED, "cup-searched", "plate-viewed", "tray-viewed");
    assertThat(search.search("lamp", SearchMode.HYBRID, ALL, 2, true)).hasSize(2);
  }

  @Test
  void bothGoByMeaningWhereWordsSayLittle() {
    assertThat(found("what shall I buy to see at night, a lamp", SearchMode.HYBRID, ALL, true))
        .startsWith(ShopEvents.MUG_VIEWED);
    assertThat(found("?!", SearchMode.HYBRID, ALL, false))
        .isEqualTo(found("?!", SearchMode.MEANING, ALL, false));
  }

  @Test
  void scoresOfBothLieBetween0And1() {
    assertThat(search.search("mug", SearchMode.HYBRID, ALL, 1, true).get(0).score()).isEqualTo(1);
    assertThat(search.search("lamp", SearchMode.HYBRID, ALL, 10, false))
        .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.01, 0.999));
  }

  @Test
  void aFilterHoldsForBothHalves() {
    SearchFilter shopper = ALL.withUserId("u1");

    assertThat(found("lamp", SearchMode.WORDS, shopper, false)).isEmpty();
    for (boolean distinct : new boolean[] {true, false}) {
      assertThat(found("lamp", SearchMode.HYBRID, shopper, distinct))
          .contains(ShopEvents.MUG_VIEWED)
          .doesNotContain("lamp-viewed", "mug-bought", "cup-searched");
    }
  }

  @Test
  void theBestModeIsTheDefault() {
    assertThat(search.mode(null)).isEqualTo(SearchMode.HYBRID);
    assertThat(ids(search.search("lamp", ALL, 10, false)))
        .isEqualTo(found("lamp", SearchMode.HYBRID, ALL, false));
    assertThat(search.mode(SearchMode.MEANING)).isEqualTo(SearchMode.MEANING);
    try (EventSearch unknown = open("unknown")) {
      assertThat(unknown.mode(null)).isEqualTo(SearchMode.HYBRID);
    }
  }

  @Test
  void withoutWordsThereIsMeaningOnly() {
    for (String collection : List.of("plain", "no-idf")) {
      try (EventSearch plain = open(collection)) {
        assertThat(plain.mode(null)).isEqualTo(SearchMode.MEANING);
        for (SearchMode mode : List.of(SearchMode.HYBRID, SearchMode.WORDS)) {
          assertThatThrownBy(() -> plain.search("lamp", mode, ALL, 1, true))
              .isInstanceOf(NoWordsException.class)
              .hasMessage(
                  "The collection %s has no words, so it can be searched by meaning only",
                  collection);
        }
      }
    }
  }

  @Test
  void wordsOfAnotherKindAreNotUsed() {
    try (EventSearch other = open("other")) {
      assertThat(other.mode(null)).isEqualTo(SearchMode.MEANING);
      assertThatThrownBy(() -> other.mode(SearchMode.HYBRID))
          .isInstanceOf(NoWordsException.class)
          .hasMessage(
              "The words of the collection other were made by czech/7/sha1 and those of a query are"
                  + " made by %s, so it can be searched by meaning only until it is filled anew",
              TextWords.IDENTITY);
    }
  }

  private static List<String> found(
      String query, SearchMode mode, SearchFilter filter, boolean distinct) {
    return ids(search.search(query, mode, filter, 10, distinct));
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::eventId).toList();
  }
}
