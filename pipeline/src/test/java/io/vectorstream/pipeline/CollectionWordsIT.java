package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Modifier;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextInput;
import io.vectorstream.event.TextFields;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.settings.HybridMode;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections with words and without, in the embedded store. */
final class CollectionWordsIT {

  private static final VectorOrigin MINI =
      VectorOrigin.of(
          new ModelIdentity(
              "mini", "1", "mean", true, 3, "fp32", new TextInput("", 256, false, false)),
          TextFields.parse("a"),
          "none");
  private static final SparseVectorSpec IDF = SparseVectorSpec.create().withModifier(Modifier.Idf);
  private static final Map<String, SparseVectorSpec> WORDS = Map.of("words", IDF);

  @TempDir static Path folder;
  private static EmbeddedQdrant store;

  private final String collection = "c-" + UUID.randomUUID();
  private QdrantConnection connection;
  private LogLines log;

  @BeforeAll
  static void start() {
    store = EmbeddedQdrant.start(folder);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @BeforeEach
  void listen() {
    connection = QdrantConnection.of(store.url());
    log = LogLines.of(CollectionWords.class);
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  /** Settles the collection as a run does, and says whether that run writes words. */
  private boolean settle(HybridMode mode) {
    return settle(mode, CreateDisposition.CREATE_IF_NEEDED, "english/1/crc");
  }

  private boolean settle(HybridMode mode, CreateDisposition disposition, String identity) {
    return settle(words(mode), spec(3).withCreateDisposition(disposition), identity);
  }

  private CollectionWords words(HybridMode mode) {
    return CollectionWords.of(connection, collection, mode, false, StartPosition.COMMITTED);
  }

  private boolean settle(CollectionWords words, CollectionSpec asked, String identity) {
    CollectionSpec spec = words.settle(asked);
    VectorOrigin origin = CollectionWords.areIn(spec) ? MINI.withWords(identity) : MINI;
    CollectionSpec whole = spec.withMetadata(CollectionModel.metadata(origin));
    new CollectionModel(connection, whole, origin, words, false).settle();
    return CollectionWords.areIn(spec);
  }

  private CollectionSpec spec(int size) {
    return CollectionSpec.of(collection, VectorSpec.of(size));
  }

  private Map<String, SparseVectorSpec> found() {
    return QdrantCollection.findSparseVectors(connection, collection).orElseThrow();
  }

  private void namesWords(boolean words) {
    assertThat(QdrantCollection.findMetadata(connection, collection))
        .hasValue(CollectionModel.metadata(words ? MINI.withWords("english/1/crc") : MINI));
  }

  private void upsert(int id) throws Exception {
    try (QdrantClient client = connection.connect()) {
      QdrantPoint point = QdrantPoint.withId(id).withVector(new float[] {1, id, 0});
      client.upsertAsync(collection, List.of(point.toStruct())).get();
    }
  }

  @Test
  void aCollectionThatARunCreatesHasWordsUnlessItMayNot() {
    assertThat(settle(HybridMode.AUTO)).isTrue();
    assertThat(found()).isEqualTo(WORDS);
    namesWords(true);
    assertThat(settle(HybridMode.AUTO)).as("and the next run goes on").isTrue();
    assertThat(settle(HybridMode.TRUE)).isTrue();
    assertThat(log.lines()).isEmpty();

    assertThat(settle(HybridMode.FALSE)).isFalse();
    assertThat(log.lines())
        .containsExactly(
            ("WARN --hybrid=false: the collection \"%s\" has words, but the points that this run"
                    + " writes are found by meaning alone")
                .formatted(collection));
    namesWords(true);
  }

  @Test
  void oneThatExistsWithoutWordsIsRefusedNothingAndToldHowToGetThem() {
    assertThat(settle(HybridMode.FALSE)).isFalse();
    assertThat(settle(HybridMode.FALSE, CreateDisposition.CREATE_NEVER, "english/1/crc")).isFalse();
    assertThat(log.lines()).isEmpty();

    assertThat(settle(HybridMode.AUTO)).isFalse();
    assertThat(settle(HybridMode.AUTO, CreateDisposition.CREATE_NEVER, "english/1/crc")).isFalse();
    String told =
        ("INFO The collection \"%s\" has no words, so this run writes none, and it is searched by"
                + " meaning alone: --hybrid=true adds them, which takes Qdrant 1.18 or later")
            .formatted(collection);
    assertThat(log.lines()).containsExactly(told, told);
    assertThat(found()).isEmpty();
    namesWords(false);
  }

  @Test
  void oneIsGivenWordsOnAnExplicitWord() throws Exception {
    settle(HybridMode.FALSE);
    upsert(1);
    upsert(2);
    try (LogLines model = LogLines.of(CollectionModel.class)) {
      assertThat(settle(HybridMode.TRUE, CreateDisposition.CREATE_NEVER, "english/1/crc")).isTrue();
      assertThat(settle(HybridMode.TRUE)).isTrue();
      assertThat(settle(HybridMode.AUTO)).isTrue();
      assertThat(model.lines()).isEmpty();
    }
    assertThat(log.lines())
        .containsExactly(
            ("WARN The collection \"%s\" has words from now on, and its 2 points get theirs once"
                    + " their events are read again: start this run once with --startFrom=earliest")
                .formatted(collection));
    assertThat(found()).isEqualTo(WORDS);
    namesWords(true);
  }

  @Test
  void whatFillsItDependsOnTheRun() throws Exception {
    settle(HybridMode.FALSE);
    settleWith(false, "earliest");
    assertThat(log.lines()).as("there is nothing to fill").isEmpty();

    CreateDisposition anew = CreateDisposition.RECREATE;
    settle(HybridMode.FALSE, anew, "english/1/crc");
    upsert(1);
    settleWith(false, "earliest");
    settle(HybridMode.FALSE, anew, "english/1/crc");
    upsert(1);
    settleWith(true, "earliest");
    assertThat(log.lines())
        .containsExactly(
            ("WARN The collection \"%s\" has words from now on, and its 1 points get theirs as this"
                    + " run reads their events again")
                .formatted(collection),
            ("WARN The collection \"%s\" has words from now on, and its 1 points get theirs only"
                    + " with newer versions of their events, since --versionField writes none again"
                    + " that is stored: to have words for all, fill another --collection with"
                    + " --startFrom=earliest")
                .formatted(collection));
  }

  private void settleWith(boolean versioned, String startFrom) {
    settle(
        CollectionWords.of(
            connection, collection, HybridMode.TRUE, versioned, StartPosition.parse(startFrom)),
        spec(3),
        "english/1/crc");
  }

  @Test
  void aServerThatCannotAddThemIsNamedAndNothingIsChanged() throws Exception {
    settle(HybridMode.FALSE);
    Fault unknown =
        call -> {
          if (call.method().endsWith("/CreateVectorName")) {
            call.fail(Status.UNIMPLEMENTED, new Metadata());
          } else {
            call.pass();
          }
        };
    try (FaultyProxy older = FaultyProxy.start("127.0.0.1", URI.create(store.url()).getPort())) {
      older.otherwise(unknown);
      connection = QdrantConnection.of(older.url());

      assertThatThrownBy(() -> settle(HybridMode.TRUE))
          .isInstanceOf(UserMistakeException.class)
          .hasMessageMatching(
              ("--hybrid: words cannot be added to the collection \"%s\": Qdrant at \\Q%s\\E is"
                      + " version \\S+: it cannot add a vector to a collection that exists, as"
                      + " Qdrant can from 1.18.0 on: choose --hybrid=auto, which goes on without"
                      + " them, or another --collection")
                  .formatted(collection, older.url()));
      namesWords(false);
      assertThat(settle(HybridMode.AUTO)).isFalse();
    }
  }

  @Test
  void aServerThatCannotWeighWordsGetsNone() throws Exception {
    try (OlderQdrant older = new OlderQdrant("1.9.7")) {
      connection = older.connection();

      assertThat(CollectionWords.areIn(words(HybridMode.AUTO).settle(spec(3)))).isFalse();
      assertThat(CollectionWords.areIn(words(HybridMode.FALSE).settle(spec(3)))).isFalse();
      assertThat(log.lines())
          .containsExactly(
              ("INFO Qdrant at %s cannot weigh words, as it can from 1.10 on, so this run writes"
                      + " none, and events are found by meaning alone")
                  .formatted(connection.url()));
      assertThatThrownBy(() -> words(HybridMode.TRUE).settle(spec(3)))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--hybrid: Qdrant at %s cannot weigh words, as it can from 1.10 on: choose"
                  + " --hybrid=auto, which goes on without them",
              connection.url());
    }
  }

  @Test
  void aMissingCollectionThatMayNotBeCreatedIsRefused() {
    assertThatThrownBy(
            () -> settle(HybridMode.TRUE, CreateDisposition.CREATE_NEVER, "english/1/crc"))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageStartingWith("There is no collection");
  }

  @Test
  void oneThatIsRecreatedHasWordsWhateverItHad() {
    settle(HybridMode.FALSE);

    assertThat(settle(HybridMode.AUTO, CreateDisposition.RECREATE, "english/1/crc")).isTrue();

    assertThat(found()).isEqualTo(WORDS);
    namesWords(true);
    assertThat(settle(HybridMode.FALSE, CreateDisposition.RECREATE, "english/1/crc")).isFalse();
    assertThat(found()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void wordsThatAreMadeAnotherWayAreRefused() {
    settle(HybridMode.AUTO);

    for (HybridMode mode : List.of(HybridMode.AUTO, HybridMode.TRUE)) {
      assertThatThrownBy(() -> settle(mode, CreateDisposition.CREATE_IF_NEEDED, "english/2/crc"))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--hybrid: \"%s\" has words english/1/crc, and this run has words english/2/crc:"
                  + " choose another --collection, or --hybrid=false, which writes points without"
                  + " words",
              collection);
    }
    assertThat(settle(HybridMode.FALSE, CreateDisposition.CREATE_IF_NEEDED, "english/2/crc"))
        .isFalse();
    namesWords(true);
  }

  /** As a person adds it by hand, or where the server keeps no metadata. */
  @Test
  void aCollectionWithWordsOfUnknownOriginIsAdopted() throws Exception {
    QdrantCollection.open(connection, spec(3).withSparseVector("words", IDF)).close();
    upsert(1);
    try (LogLines model = LogLines.of(CollectionModel.class)) {
      assertThat(settle(HybridMode.AUTO)).isTrue();
      assertThat(model.lines())
          .singleElement()
          .asString()
          .contains(
              "does not say with what model its 1 points were made; from now on it belongs to")
          .endsWith("and words english/1/crc");
    }
    namesWords(true);
  }

  @Test
  void somebodyElsesSparseVectorIsLeftAlone() {
    SparseVectorSpec plain = SparseVectorSpec.create();
    QdrantCollection.open(connection, spec(3).withSparseVector("words", plain)).close();

    assertThat(settle(HybridMode.AUTO)).isFalse();
    assertThat(log.lines())
        .containsExactly(
            ("WARN --hybrid: the collection \"%s\" has a sparse vector \"words\" without the"
                    + " modifier Idf, so this run writes no words")
                .formatted(collection));
    assertThatThrownBy(() -> settle(HybridMode.TRUE))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--hybrid: the collection \"%s\" has a sparse vector \"words\" without the modifier Idf,"
                + " which holds no words: choose another --collection",
            collection);
    assertThat(found()).isEqualTo(Map.of("words", plain));
  }

  @Test
  void anotherModelIsRefusedBeforeWordsAreAdded() throws Exception {
    QdrantCollection.open(connection, spec(4)).close();
    assertThatThrownBy(() -> settle(HybridMode.TRUE))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageContaining("does not fit: vector size 4, wanted 3: choose");
    assertThat(found()).isEmpty();
  }
}
