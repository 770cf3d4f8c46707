package io.vectorstream.local.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorOf;
import static io.vectorstream.local.qdrant.contract.StoreClient.vectorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.local.qdrant.contract.StoreClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQdrantTest {
  @TempDir Path folder;

  @Test
  void urlNamesTheLoopbackAddressAndThePort() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
      assertThat(store.url()).isEqualTo("http://127.0.0.1:" + store.port());
      assertThat(store.port()).isPositive();
    }
  }

  @Test
  void anotherAddressIsListenedOnWithAKey() {
    InetSocketAddress everywhere = new InetSocketAddress(0);
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder, everywhere, "secret");
        StoreClient other =
            new StoreClient(QdrantGrpcClient.newBuilder("127.0.0.2", store.port(), false));
        StoreClient friend =
            new StoreClient(
                QdrantGrpcClient.newBuilder("127.0.0.2", store.port(), false)
                    .withApiKey("secret"))) {
      assertThat(refusal(other.qdrant().listCollectionsAsync()).getStatus().getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(await(friend.qdrant().listCollectionsAsync())).isEmpty();
    }
  }

  @Test
  void healthCheckNamesTheEmbeddedStore() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      assertThat(await(client.qdrant().healthCheckAsync()).getTitle()).contains("embedded store");
    }
  }

  @Test
  void namesOf255CharactersOfAnyKindAreFine() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      String name = "50 % öffentlich".repeat(17);
      client.create(name, 1, Distance.Dot);
      assertThat(await(client.qdrant().listCollectionsAsync())).containsExactly(name);
    }
  }

  @Test
  void limitMayBeAsLargeAsItFits() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      client.create("events", 1, Distance.Dot);
      client.upsert("events", point(1, Map.of(), 1), point(2, Map.of(), 2));
      assertThat(
              await(
                  client
                      .qdrant()
                      .queryAsync(
                          QueryPoints.newBuilder()
                              .setCollectionName("events")
                              .setQuery(nearest(1f))
                              .setLimit(-1)
                              .setOffset(1)
                              .build())))
          .extracting(hit -> hit.getId().getNum())
          .containsExactly(1L);
    }
  }

  @Test
  void dataIsThereAfterARestart() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      client.create("kept", 2, Distance.Dot);
      client.create("dropped", 2, Distance.Dot);
      client.upsert("kept", point(1, Map.of("a", value("x")), 1, 2), point(2, Map.of(), 3, 4));
      await(
          client
              .qdrant()
              .createPayloadIndexAsync(
                  "kept", "a", PayloadSchemaType.Keyword, null, true, null, null));
      client.mergeMetadata("kept", Map.of("owner", value("me")));
      await(client.qdrant().deleteCollectionAsync("dropped"));
    }
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      assertThat(await(client.qdrant().listCollectionsAsync())).containsExactly("kept");
      RetrievedPoint point = client.retrieve("kept", id(1));
      assertThat(point.getPayloadMap()).isEqualTo(Map.of("a", value("x")));
      assertThat(vectorOf(point)).containsExactly(1f, 2f);
      assertThat(client.count("kept")).isEqualTo(2);
      assertThat(await(client.qdrant().getCollectionInfoAsync("kept")).getPayloadSchemaMap())
          .containsOnlyKeys("a");
      assertThat(client.metadata("kept")).isEqualTo(Map.of("owner", value("me")));
      assertThat(client.upsert("kept", point(3, Map.of(), 1, 1)).getOperationId()).isEqualTo(2);
    }
  }

  @Test
  void namedVectorsAreThereAfterARestart() {
    VectorParams.Builder params = VectorParams.newBuilder().setDistance(Distance.Dot);
    Map<String, VectorParams> vectors =
        Map.of(
            "text", params.clone().setSize(1).build(), "image", params.clone().setSize(2).build());
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      await(client.qdrant().createCollectionAsync("kept", vectors));
      client.upsert(
          "kept",
          point(1, Map.of(), Map.of("text", List.of(1f), "image", List.of(2f, 3f))),
          point(2, Map.of(), Map.of("text", List.of(4f))));
    }
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      assertThat(vectorsOf(client.retrieve("kept", id(1)).getVectors()))
          .isEqualTo(Map.of("text", List.of(1f), "image", List.of(2f, 3f)));
      assertThat(vectorsOf(client.retrieve("kept", id(2)).getVectors()))
          .isEqualTo(Map.of("text", List.of(4f)));
      assertThat(
              await(client.qdrant().getCollectionInfoAsync("kept"))
                  .getConfig()
                  .getParams()
                  .getVectorsConfig()
                  .getParamsMap()
                  .getMapMap())
          .isEqualTo(vectors);
    }
  }

  @Test
  void leftoversOfADeletionAreSweptAway() throws IOException {
    Path leftover = folder.resolve("collections/gone-0123/points");
    Files.createDirectories(leftover);
    Files.writeString(leftover.resolve("segments_1"), "half deleted");
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        StoreClient client = new StoreClient(store.port())) {
      assertThat(await(client.qdrant().listCollectionsAsync())).isEmpty();
      assertThat(leftover).doesNotExist();
    }
  }

  @Test
  void portInUseIsNamedInOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedQdrant.start(folder, port))
          .withMessage(
              "The embedded store cannot listen at port %s: it is in use; choose another.", port);
    }
    EmbeddedQdrant.start(folder).close(); // and the folder is free again
  }

  @Test
  void folderInUseIsNamedInOneSentence() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder)) {
      assertThat(store.port()).isPositive();
      assertThatIllegalStateException()
          .isThrownBy(() -> EmbeddedQdrant.start(folder))
          .withMessage(
              "The folder %s is in use by another embedded store; give each its own.", folder);
    }
  }

  @Test
  void apiKeyOpensEverythingAndHealthIsOpenToAll() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder, 0, "secret")) {
      try (StoreClient right = withKey(store, "secret")) {
        right.create("kept", 2, Distance.Dot);
      }
      try (StoreClient wrong = withKey(store, "Secret");
          StoreClient none = new StoreClient(store.port())) {
        assertThat(refusal(wrong.qdrant().countAsync("kept")).getStatus().getCode())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal(none.qdrant().listCollectionsAsync()).getStatus().getCode())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(await(none.qdrant().healthCheckAsync()).getTitle()).isNotEmpty();
      }
    }
  }

  @Test
  void bearerTokenWorksLikeTheApiKey() {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder, 0, "secret")) {
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer secret");
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", store.port())
              .usePlaintext()
              .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
              .build();
      try (StoreClient client =
          new StoreClient(QdrantGrpcClient.newBuilder(channel, true, false))) {
        assertThat(await(client.qdrant().listCollectionsAsync())).isEmpty();
      }
    }
  }

  private static StoreClient withKey(EmbeddedQdrant store, String key) {
    return new StoreClient(
        QdrantGrpcClient.newBuilder("127.0.0.1", store.port(), false, false).withApiKey(key));
  }
}
