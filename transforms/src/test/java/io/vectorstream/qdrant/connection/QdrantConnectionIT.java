package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks to the embedded store over TLS, with an API key, and over a connection that dies. */
final class QdrantConnectionIT {

  private static final CollectionSpec COLLECTION = CollectionSpec.of("c", VectorSpec.of(3));

  @TempDir Path folder;

  private EmbeddedQdrant store;
  private int port;

  @BeforeEach
  void start() {
    store = EmbeddedQdrant.start(folder.resolve("store"));
    port = URI.create(store.url()).getPort();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private TestCertificates certificates(String name, String host) throws Exception {
    return new TestCertificates(Files.createDirectory(folder.resolve(name)), host);
  }

  private static String https(Relay relay) {
    return "https://127.0.0.1:" + relay.port();
  }

  @Test
  void trustsTheCaOfTheFileAndNoOther() throws Exception {
    TestCertificates right = certificates("right", "ip:127.0.0.1");
    TestCertificates wrong = certificates("wrong", "ip:127.0.0.1");
    Path both = folder.resolve("both.pem");
    Files.writeString(
        both, Files.readString(wrong.caFile()) + "\n" + Files.readString(right.caFile()));
    try (Relay relay = Relay.start(right.serverSocket(), port)) {
      QdrantConnection connection = QdrantConnection.of(https(relay));

      for (Path trusted : new Path[] {right.caFile(), both}) {
        open(connection.withCaFile(trusted.toString()));
      }

      for (QdrantConnection untrusting :
          new QdrantConnection[] {connection, connection.withCaFile(wrong.caFile().toString())}) {
        assertThatThrownBy(() -> open(untrusting))
            .isInstanceOf(QdrantException.class)
            .hasMessageStartingWith(
                "The certificate of Qdrant at " + connection.url() + " is not trusted (")
            .hasMessageEndingWith(
                "): give the CA file that holds its CA, and an address that it names");
      }
    }
  }

  @Test
  void refusesACertificateForAnotherHost() throws Exception {
    TestCertificates certificates = certificates("other", "dns:qdrant.example");
    try (Relay relay = Relay.start(certificates.serverSocket(), port)) {
      QdrantConnection connection =
          QdrantConnection.of(https(relay)).withCaFile(certificates.caFile().toString());

      assertThatThrownBy(() -> open(connection))
          .isInstanceOf(QdrantException.class)
          .hasMessageContaining("is not trusted (No subject alternative names matching IP address");
    }
  }

  @Test
  void saysWhenTheServerUsesTls() throws Exception {
    TestCertificates certificates = certificates("tls", "ip:127.0.0.1");
    try (Relay relay = Relay.start(certificates.serverSocket(), port)) {
      String url = "http://127.0.0.1:" + relay.port();

      assertThatThrownBy(() -> open(QdrantConnection.of(url)))
          .isInstanceOf(QdrantException.class)
          .hasMessageStartingWith("What answers at " + url + " is not Qdrant's gRPC port");
    }
  }

  @Test
  void sendsTheKeyOfAnEnvironmentVariable() {
    String key = System.getenv("PATH");
    try (EmbeddedQdrant secured = EmbeddedQdrant.start(folder.resolve("secured"), 0, key)) {
      open(QdrantConnection.of(secured.url()).withApiKeyVariable("PATH"));

      assertThatThrownBy(() -> open(QdrantConnection.of(secured.url()).withApiKeyVariable("HOME")))
          .hasMessage(
              "Qdrant at " + secured.url() + " does not accept the API key, or the lack of one");
    }
  }

  @Test
  void aConnectionThatDiesInSilenceIsReplaced() throws Exception {
    ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    try (Relay relay = Relay.start(socket, port);
        QdrantClient client =
            QdrantConnection.of("http://127.0.0.1:" + relay.port())
                .withTimeout(Duration.ofMinutes(2))
                .connect()) {
      assertThat(client.listCollectionsAsync().get()).isEmpty();

      relay.silence();

      assertThatThrownBy(() -> client.listCollectionsAsync().get())
          .hasMessageContaining("UNAVAILABLE: Keepalive failed");
      assertThat(client.listCollectionsAsync().get()).isEmpty();
    }
  }

  private static void open(QdrantConnection connection) {
    QdrantCollection.open(connection, COLLECTION).close();
  }
}
