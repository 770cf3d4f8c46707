package io.vectorstream.local.qdrant.contract;

import io.vectorstream.local.qdrant.EmbeddedQdrant;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.qdrant.QdrantContainer;

/** What the suite runs against. */
enum ContractServer {
  EMBEDDED_STORE("the embedded store") {
    @Override
    RunningServer start(Path folder) {
      EmbeddedQdrant store = EmbeddedQdrant.start(folder);
      return new RunningServer(URI.create(store.url()), Optional.empty(), store::close);
    }
  },

  QDRANT_AT_URL("the Qdrant at QDRANT_URL") {
    @Override
    Optional<String> absence() {
      return isSet("QDRANT_URL")
          ? Optional.empty()
          : Optional.of(
              "QDRANT_URL is not set: set it to the gRPC address of a Qdrant, such as"
                  + " http://localhost:6334, to run this test against it.");
    }

    @Override
    RunningServer start(Path folder) {
      URI url = URI.create(System.getenv("QDRANT_URL"));
      if (url.getHost() == null) {
        throw new IllegalArgumentException(
            "QDRANT_URL is " + url + ", but has to be like http://localhost:6334.");
      }
      return new RunningServer(
          url,
          isSet("QDRANT_API_KEY") ? Optional.of(System.getenv("QDRANT_API_KEY")) : Optional.empty(),
          () -> {});
    }
  },

  QDRANT_IN_DOCKER("Qdrant in Docker") {
    @Override
    Optional<String> absence() {
      return DockerEngine.absence(IMAGE);
    }

    @Override
    RunningServer start(Path folder) {
      QdrantContainer container = new QdrantContainer(IMAGE);
      container.start();
      return new RunningServer(
          URI.create("http://" + container.getHost() + ":" + container.getGrpcPort()),
          Optional.empty(),
          container::stop);
    }
  };

  private static final String IMAGE = "qdrant/qdrant:v1.19.0";

  private final String description;

  ContractServer(String description) {
    this.description = description;
  }

  /** Why it cannot be run against here, in one sentence; empty if it can. */
  Optional<String> absence() {
    return Optional.empty();
  }

  /**
   * Starts the server, or finds it where it runs.
   *
   * @param folder where it may keep its data
   */
  abstract RunningServer start(Path folder);

  @Override
  public String toString() {
    return description;
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }
}
