package io.vectorstream.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QdrantReaderTest {

  private static QdrantConnection of(String... args) {
    return SettingsReader.read(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class))
        .qdrant()
        .orElseThrow();
  }

  @Test
  void isAnAddressByDefault() {
    assertThat(of("--qdrantUrl=http://qdrant"))
        .isEqualTo(QdrantConnection.of("http://qdrant").withTimeout(Duration.ofSeconds(30)));
  }

  @Test
  void takesEverythingThatIsGiven(@TempDir Path folder) throws Exception {
    String key = Files.writeString(folder.resolve("key"), "secret").toString();
    String authority = Files.writeString(folder.resolve("ca.pem"), anyAuthority()).toString();

    assertThat(
            of(
                "--qdrantUrl=https://qdrant:7000",
                "--qdrantApiKeyFile=" + key,
                "--qdrantCaFile=" + authority,
                "--qdrantTimeout=1500"))
        .isEqualTo(
            QdrantConnection.of("https://qdrant:7000")
                .withApiKeyFile(key)
                .withCaFile(authority)
                .withTimeout(Duration.ofMillis(1_500)));
    assertThat(of("--qdrantUrl=http://qdrant", "--qdrantApiKeyEnv=PATH"))
        .isEqualTo(
            QdrantConnection.of("http://qdrant")
                .withApiKeyVariable("PATH")
                .withTimeout(Duration.ofSeconds(30)));
  }

  /** A certificate in PEM: one that the JDK trusts. */
  private static String anyAuthority() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(trusted.getAcceptedIssuers()[0].getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
