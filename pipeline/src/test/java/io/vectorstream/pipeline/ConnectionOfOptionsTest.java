package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.options.QdrantOptions;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class ConnectionOfOptionsTest {

  private static QdrantConnection of(String... args) {
    return ConnectionOfOptions.connection(
        PipelineOptionsFactory.fromArgs(args).as(QdrantOptions.class));
  }

  @Test
  void isAnAddressByDefault() {
    assertThat(of("--qdrantUrl=http://qdrant"))
        .isEqualTo(QdrantConnection.of("http://qdrant").withTimeout(Duration.ofSeconds(30)));
  }

  @Test
  void takesEverythingThatIsGiven() {
    assertThat(
            of(
                "--qdrantUrl=https://qdrant:7000",
                "--qdrantApiKeyFile=/key",
                "--qdrantCaFile=/ca.pem",
                "--qdrantTimeout=1500"))
        .isEqualTo(
            QdrantConnection.of("https://qdrant:7000")
                .withApiKeyFile("/key")
                .withCaFile("/ca.pem")
                .withTimeout(Duration.ofMillis(1_500)));
    assertThat(of("--qdrantUrl=http://qdrant", "--qdrantApiKeyEnv=KEY"))
        .isEqualTo(QdrantConnection.of("http://qdrant").withApiKeyVariable("KEY"));
  }
}
