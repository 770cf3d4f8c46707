package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.CollectionSpec;
import io.vectorstream.qdrant.CreateDisposition;
import io.vectorstream.qdrant.QdrantCollection;
import io.vectorstream.qdrant.QdrantConnection;
import io.vectorstream.qdrant.UnfitCollectionException;
import io.vectorstream.qdrant.VectorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections and the models they belong to, in the embedded store. */
final class CollectionModelIT {

  private static final ModelIdentity MINI = model("mini", 3, "fp32");
  private static final ModelIdentity MAXI = model("maxi", 3, "fp32");
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

  private static ModelIdentity model(String name, int dimension, String precision) {
    return new ModelIdentity(name, "1", "mean", true, dimension, precision);
  }

  private void settle(ModelIdentity model) {
    settle(model, CreateDisposition.CREATE_IF_NEEDED);
  }

  private void settle(ModelIdentity model, CreateDisposition disposition) {
    CollectionSpec spec =
        CollectionSpec.of(collection, VectorSpec.of(model.dimension()))
            .withMetadata(CollectionModel.metadata(model))
            .withCreateDisposition(disposition);
    new CollectionModel(connection, spec, model).settle();
  }

  private Map<String, Value> metadata() {
    return QdrantCollection.findMetadata(connection, collection).orElseThrow();
  }

  private static Map<String, Value> naming(ModelIdentity model) {
    return Map.of("vectorstream.model", ModelMetadata.toValue(model));
  }

  private CollectionSpec naming(Map<String, Value> metadata) {
    return CollectionSpec.of(collection, VectorSpec.of(3)).withMetadata(metadata);
  }

  private void createNamingNone(int points) throws Exception {
    QdrantCollection.open(connection, naming(Map.of())).close();
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

    for (ModelIdentity other :
        List.of(MAXI, model("mini", 3, "int8"), model("maxi", 1_024, "fp32"))) {
      assertThatThrownBy(() -> settle(other))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--collection: \"%s\" belongs to the model %s and cannot take vectors of %s: choose"
                  + " another --collection, or the --model that this one belongs to",
              collection, MINI, other);
    }
    assertThat(metadata()).isEqualTo(naming(MINI));
  }

  @Test
  void aModelThatCannotBeReadIsNotOverwritten() throws Exception {
    Map<String, Value> written = Map.of("vectorstream.model", ValueFactory.value("my own"));
    QdrantCollection.open(connection, naming(written)).close();

    assertThatThrownBy(() -> settle(MINI))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("belongs to the model unknown (revision unknown, ");
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
              "WARN What model made the 2 points of the collection \"%s\" is unknown; from now on"
                      .formatted(collection)
                  + " it belongs to "
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
    Map<String, Value> left = Map.of("vectorstream.claim.1", ModelMetadata.toValue(MINI));
    QdrantCollection.open(connection, naming(left)).close();

    assertThatThrownBy(() -> settle(MAXI)).isInstanceOf(UserMistakeException.class);
    assertThat(metadata()).isEqualTo(left);

    settle(MINI);
    assertThat(metadata()).containsAllEntriesOf(naming(MINI));
  }

  @Test
  void theCollectionOfAnotherModelIsRecreatedOnAnExplicitWord() throws Exception {
    ModelIdentity large = model("large", 1_024, "fp32");
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
    List<ModelIdentity> winners = race();

    assertThat(winners).hasSize(1);
    assertThat(metadata()).isEqualTo(naming(winners.get(0)));
  }

  @RepeatedTest(20)
  void atMostOneOfManyModelsAdoptsACollection() throws Exception {
    createNamingNone(0);

    List<ModelIdentity> winners = race();

    assertThat(winners).hasSizeLessThanOrEqualTo(1);
    assertThat(metadata())
        .as("and nobody's claim is left")
        .isEqualTo(winners.isEmpty() ? Map.of() : naming(winners.get(0)));
  }

  /** Sends as many models at once, and gives back those that were not refused. */
  private List<ModelIdentity> race() throws Exception {
    ExecutorService runs = Executors.newFixedThreadPool(RIVALS);
    CyclicBarrier start = new CyclicBarrier(RIVALS);
    Map<ModelIdentity, Future<?>> outcomes = new LinkedHashMap<>();
    for (int rival = 0; rival < RIVALS; rival++) {
      ModelIdentity model = model("model-" + rival, 3, "fp32");
      outcomes.put(
          model,
          runs.submit(
              () -> {
                start.await();
                settle(model);
                return null;
              }));
    }
    List<ModelIdentity> winners = new ArrayList<>();
    for (Map.Entry<ModelIdentity, Future<?>> outcome : outcomes.entrySet()) {
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
