package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
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
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections and the models they belong to, in the embedded store. */
final class CollectionModelIT {

  private static final VectorOrigin MINI = model("mini", 3, "fp32");
  private static final VectorOrigin MAXI = model("maxi", 3, "fp32");
  private static final int RIVALS = 4;

  @TempDir static Path folder;
  private static EmbeddedQdrant store;
  private static QdrantConnection connection;

  private final String collection = "c-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    store = EmbeddedQdrant.start(folder);
    connection = QdrantConnection.of(store.url());
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  private static VectorOrigin model(String name, int dimension, String precision) {
    return origin(name, dimension, precision, new TextInput("", 256, false, false), "a");
  }

  private static VectorOrigin mini(String prefix, int maxLength, String textFields) {
    return origin("mini", 3, "fp32", new TextInput(prefix, maxLength, false, false), textFields);
  }

  private static VectorOrigin origin(
      String name, int dimension, String precision, TextInput input, String textFields) {
    return VectorOrigin.of(
        new ModelIdentity(name, "1", "mean", true, dimension, precision, input),
        TextFields.parse(textFields),
        "none");
  }

  private void settle(VectorOrigin origin) {
    settle(origin, CreateDisposition.CREATE_IF_NEEDED);
  }

  private void settle(VectorOrigin origin, CreateDisposition disposition) {
    settle(connection, origin, disposition);
  }

  private void settle(
      QdrantConnection connection, VectorOrigin origin, CreateDisposition disposition) {
    int dimension =
        (int)
            origin.toMetadata().getStructValue().getFieldsMap().get("dimension").getIntegerValue();
    CollectionSpec spec =
        CollectionSpec.of(collection, VectorSpec.of(dimension))
            .withMetadata(CollectionModel.metadata(origin))
            .withCreateDisposition(disposition);
    CollectionWords words =
        CollectionWords.of(
            connection, collection, HybridMode.FALSE, false, StartPosition.COMMITTED);
    new CollectionModel(connection, spec, origin, words, false).settle();
  }

  @Test
  void aKeyThatMayNotWriteMetadataIsEnough() throws Exception {
    createNamingNone(2);
    Fault forbidden =
        call ->
            call.fail(
                Status.PERMISSION_DENIED.withDescription("Global manage access is required"),
                new Metadata());
    try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", URI.create(store.url()).getPort());
        LogLines log = LogLines.of(CollectionModel.class)) {
      proxy.schedule(CollectionsGrpc.getUpdateMethod(), 1, forbidden);

      settle(QdrantConnection.of(proxy.url()), MINI, CreateDisposition.CREATE_IF_NEEDED);

      assertThat(metadata()).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "WARN Qdrant at "
                  + proxy.url()
                  + " knows the API key, but does not permit this with it: Global manage access is"
                  + " required: the collection \""
                  + collection
                  + "\" will not remember that it belongs to "
                  + MINI);
    }
  }

  private Map<String, Value> metadata() {
    return QdrantCollection.findMetadata(connection, collection).orElseThrow();
  }

  private static Map<String, Value> naming(VectorOrigin origin) {
    return Map.of("vectorstream.model", origin.toMetadata());
  }

  /** What an earlier version says of a collection's model. */
  private static Value earlier(VectorOrigin origin) {
    Map<String, Value> fields = new HashMap<>(origin.toMetadata().getStructValue().getFieldsMap());
    fields
        .keySet()
        .removeAll(
            List.of("prefix", "max_length", "lower_case", "token_types", "text_fields", "mapping"));
    return ValueFactory.value(fields);
  }

  private CollectionSpec naming(Map<String, Value> metadata) {
    return CollectionSpec.of(collection, VectorSpec.of(3)).withMetadata(metadata);
  }

  private void createNamingNone(int points) throws Exception {
    create(Map.of(), points);
  }

  private void create(Map<String, Value> metadata, int points) throws Exception {
    QdrantCollection.open(connection, naming(metadata)).close();
    try (QdrantClient client = connection.connect()) {
      for (int id = 0; id < points; id++) {
        PointStruct.Builder point =
            PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.vectors(1, id, 0));
        client.upsertAsync(collection, List.of(point.build())).get();
      }
    }
  }

  @Test
  void aNewCollectionNamesItsModelAndTakesItAgain() {
    settle(MINI);
    assertThat(metadata()).isEqualTo(naming(MINI));

    settle(MINI);
    settle(model("mini", 3, "bf16"));
    assertThat(metadata()).as("the first to come is the one named").isEqualTo(naming(MINI));
  }

  @Test
  void anotherModelIsRefusedBeforeItsSizeIsLookedAt() {
    settle(MINI);

    refuses(MAXI, "the model mini", "the model maxi");
    refuses(model("mini", 3, "int8"), "the model mini with precision fp32", "precision int8");
    refuses(
        model("maxi", 1_024, "fp32"),
        "the model mini with dimension 3",
        "the model maxi with dimension 1024");
    assertThat(metadata()).isEqualTo(naming(MINI));
  }

  private void refuses(VectorOrigin other, String owner, String run) {
    assertThatThrownBy(() -> settle(other))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--collection: \"%s\" belongs to %s, and this run has %s: choose another"
                + " --collection, or the options that this one was filled with",
            collection, owner, run);
  }

  @Test
  void whatTheModelIsGivenIsPartOfIt() {
    settle(mini("passage: ", 256, "product.name"));

    refuses(mini("", 256, "product.name"), "the model mini with prefix \"passage: \"", "no prefix");
    refuses(
        mini("query: ", 128, "product.name"),
        "the model mini with prefix \"passage: \" and maximum length 256",
        "prefix \"query: \" and maximum length 128");
    refuses(
        mini("passage: ", 256, "product.category,product.name"),
        "the model mini with text fields product.name",
        "text fields product.category,product.name");
    settle(mini("passage: ", 256, "product.name"));
  }

  @Test
  void aCollectionOfAnEarlierVersionIsTakenAsItIsAndSaysTheRestFromThenOn() throws Exception {
    Value half = earlier(model("mini", 3, "bf16"));
    create(Map.of("vectorstream.model", half), 2);
    VectorOrigin passages = mini("passage: ", 256, "product.name");

    assertThatThrownBy(() -> settle(MAXI)).isInstanceOf(UserMistakeException.class);
    assertThat(metadata()).isEqualTo(Map.of("vectorstream.model", half));
    try (LogLines log = LogLines.of(CollectionModel.class)) {
      settle(passages);
      settle(passages);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              ("WARN The collection \"%s\" does not say with what prefix, maximum length, lower"
                      + " case, token types, text fields and mapping its 2 points were made; from now on it"
                      + " belongs to the model mini with revision 1, pooling mean,")
                  .formatted(collection))
          .contains(" precision bf16, prefix \"passage: \", maximum length 256,");
    }

    assertThat(metadata()).isEqualTo(naming(VectorOrigin.fromMetadata(half).completedBy(passages)));
    refuses(mini("", 256, "product.name"), "the model mini with prefix \"passage: \"", "no prefix");
  }

  @Test
  void aClaimOfAnotherModelIsNoneOnACollectionThatNamesIts() throws Exception {
    VectorOrigin passages = mini("passage: ", 256, "product.name");
    create(Map.of("vectorstream.model", earlier(MINI), "vectorstream.claim.1", earlier(MAXI)), 0);
    settle(passages);
    assertThat(metadata()).containsAllEntriesOf(naming(passages));
  }

  @Test
  void aClaimForTheSameModelWithAnotherPrefixHoldsUntilThePrefixIsNamed() throws Exception {
    create(
        Map.of(
            "vectorstream.model",
            earlier(MINI),
            "vectorstream.claim.1",
            mini("query: ", 256, "a").toMetadata()),
        0);
    refuses(
        mini("passage: ", 256, "a"),
        "the model mini with prefix \"query: \"",
        "prefix \"passage: \"");

    settle(mini("query: ", 256, "a"));
    assertThat(metadata()).containsAllEntriesOf(naming(mini("query: ", 256, "a")));
  }

  @Test
  void aModelThatCannotBeReadIsNotOverwritten() throws Exception {
    Map<String, Value> written = Map.of("vectorstream.model", ValueFactory.value("my own"));
    QdrantCollection.open(connection, naming(written)).close();

    assertThatThrownBy(() -> settle(MINI))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("belongs to the model unknown with revision unknown, ");
    assertThat(metadata()).isEqualTo(written);
  }

  @Test
  void anEmptyCollectionIsAdoptedWithoutAWord() throws Exception {
    createNamingNone(0);

    try (LogLines log = LogLines.of(CollectionModel.class)) {
      settle(MINI);
      assertThat(log.lines()).isEmpty();
    }
    assertThat(metadata()).isEqualTo(naming(MINI));
  }

  @Test
  void aCollectionOfUnknownOriginIsAdoptedWithAWarning() throws Exception {
    createNamingNone(2);

    try (LogLines log = LogLines.of(CollectionModel.class)) {
      settle(MINI);
      settle(MINI);
      assertThat(log.lines())
          .containsExactly(
              "WARN The collection \"%s\" does not say with what model its 2 points were made; from"
                      .formatted(collection)
                  + " now on it belongs to "
                  + MINI);
    }
    assertThat(metadata()).isEqualTo(naming(MINI));
    assertThatThrownBy(() -> settle(MAXI)).isInstanceOf(UserMistakeException.class);
  }

  @Test
  void aCollectionOfAnotherSizeIsNotAdopted() throws Exception {
    createNamingNone(0);

    assertThatThrownBy(() -> settle(model("large", 1_024, "fp32")))
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessageContaining("does not fit: vector size 3, wanted 1024:");
    assertThat(metadata()).isEmpty();
  }

  @Test
  void aClaimLeftByARunThatDiedHoldsForItsModel() throws Exception {
    Map<String, Value> left = Map.of("vectorstream.claim.1", earlier(MINI));
    QdrantCollection.open(connection, naming(left)).close();

    assertThatThrownBy(() -> settle(MAXI)).isInstanceOf(UserMistakeException.class);
    assertThat(metadata()).isEqualTo(left);

    settle(MINI);
    assertThat(metadata()).containsAllEntriesOf(naming(MINI));
  }

  @Test
  void theCollectionOfAnotherModelIsRecreatedOnAnExplicitWord() throws Exception {
    VectorOrigin large = model("large", 1_024, "fp32");
    createNamingNone(2);
    settle(MINI);

    settle(large, CreateDisposition.RECREATE);

    assertThat(metadata()).isEqualTo(naming(large));
    assertThatThrownBy(() -> settle(MINI)).isInstanceOf(UserMistakeException.class);
    settle(large);
  }

  @Test
  void aCollectionThatHasToExistIsSettledLikeAnother() throws Exception {
    assertThatThrownBy(() -> settle(MINI, CreateDisposition.CREATE_NEVER))
        .isInstanceOf(UnfitCollectionException.class);
    createNamingNone(0);

    settle(MINI, CreateDisposition.CREATE_NEVER);

    assertThat(metadata()).isEqualTo(naming(MINI));
    assertThatThrownBy(() -> settle(MAXI, CreateDisposition.CREATE_NEVER))
        .isInstanceOf(UserMistakeException.class);
  }

  @RepeatedTest(10)
  void oneOfManyModelsWinsANewCollection() throws Exception {
    List<VectorOrigin> winners = race(models());

    assertThat(winners).hasSize(1);
    assertThat(metadata()).isEqualTo(naming(winners.get(0)));
  }

  @RepeatedTest(20)
  void atMostOneOfManyModelsAdoptsACollection() throws Exception {
    createNamingNone(0);

    List<VectorOrigin> winners = race(models());

    assertThat(winners).hasSizeLessThanOrEqualTo(1);
    assertThat(metadata())
        .as("and nobody's claim is left")
        .isEqualTo(winners.isEmpty() ? Map.of() : naming(winners.get(0)));
  }

  @RepeatedTest(20)
  void atMostOneOfManyPrefixesCompletesACollection() throws Exception {
    Map<String, Value> half = Map.of("vectorstream.model", earlier(MINI));
    create(half, 0);

    List<VectorOrigin> winners =
        race(
            IntStream.range(0, RIVALS)
                .mapToObj(rival -> mini("prefix " + rival, 256, "a"))
                .toList());

    assertThat(winners).hasSizeLessThanOrEqualTo(1);
    assertThat(metadata())
        .as("and nobody's claim is left")
        .isEqualTo(winners.isEmpty() ? half : naming(winners.get(0)));
  }

  private static List<VectorOrigin> models() {
    return IntStream.range(0, RIVALS)
        .mapToObj(rival -> model("model-" + rival, 3, "fp32"))
        .toList();
  }

  /** Sends all of them at once, and gives back those that were not refused. */
  private List<VectorOrigin> race(List<VectorOrigin> rivals) throws Exception {
    ExecutorService runs = Executors.newFixedThreadPool(RIVALS);
    CyclicBarrier start = new CyclicBarrier(RIVALS);
    Map<VectorOrigin, Future<?>> outcomes = new LinkedHashMap<>();
    for (VectorOrigin rival : rivals) {
      outcomes.put(
          rival,
          runs.submit(
              () -> {
                start.await();
                settle(rival);
                return null;
              }));
    }
    List<VectorOrigin> winners = new ArrayList<>();
    for (Map.Entry<VectorOrigin, Future<?>> outcome : outcomes.entrySet()) {
      try {
        outcome.getValue().get();
        winners.add(outcome.getKey());
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(UserMistakeException.class);
      }
    }
    runs.shutdown();
    return winners;
  }
}
