package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.vectorstream.local.faults.Fault;
import io.vectorstream.local.faults.FaultyProxy;
import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.collection.VectorSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said where a server answers, and not as wanted. */
final class QdrantExceptionIT extends StoreTestCase {

  private final CollectionSpec spec = CollectionSpec.of(collection, VectorSpec.of(3));

  @Test
  void theRestPortWithTls() throws Exception {
    TestCertificates certificates =
        new TestCertificates(Files.createDirectory(folder.resolve("tls")), "ip:127.0.0.1");
    try (RestPort rest = new RestPort();
        Relay relay = Relay.start(certificates.serverSocket(), rest.port())) {
      refusesRest(relay.port(), certificates);
    }
    HttpsServer http1 =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http1.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
    http1.start();
    refusesRest(http1.getAddress().getPort(), certificates);
    http1.stop(0);
  }

  private void refusesRest(int port, TestCertificates certificates) {
    String url = "https://127.0.0.1:" + port;

    assertThatThrownBy(
            () ->
                QdrantCollection.open(
                    QdrantConnection.of(url).withCaFile(certificates.caFile().toString()), spec))
        .isInstanceOf(QdrantException.class)
        .hasMessage(
            "What answers at "
                + url
                + " is not Qdrant's gRPC port: give that one, 6334 by default (6333 is the REST"
                + " port), with https:// only if the server uses TLS");
  }

  @Test
  void aKeyThatIsGoodForOtherThings() throws Exception {
    QdrantCollection.open(connection, spec).close();
    Fault forbidden =
        call ->
            call.fail(
                Status.PERMISSION_DENIED.withDescription("Global manage access is required"),
                new Metadata());
    try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", URI.create(store.url()).getPort());
        QdrantCollection opened = QdrantCollection.open(QdrantConnection.of(proxy.url()), spec)) {
      proxy.schedule(CollectionsGrpc.getUpdateMethod(), 1, forbidden);

      assertThatThrownBy(() -> opened.mergeMetadata(Map.of("a", ValueFactory.value("b"))))
          .isInstanceOf(NotPermittedException.class)
          .hasMessage(
              "Qdrant at "
                  + proxy.url()
                  + " knows the API key, but does not permit this with it: Global manage access is"
                  + " required");
      assertThat(opened.metadata()).isEmpty();
    }
  }

  @Test
  void anAliasIsNotRecreated() throws Exception {
    try (FakeAliasedServer server = new FakeAliasedServer(collection, "goods-v2")) {
      assertThatThrownBy(() -> QdrantCollection.recreate(QdrantConnection.of(server.url()), spec))
          .isInstanceOf(UnfitCollectionException.class)
          .hasMessage(
              "\"%s\" is an alias of the collection \"goods-v2\" and cannot be recreated: name the"
                  + " collection itself",
              collection);
    }
  }
}
