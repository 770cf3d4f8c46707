package io.vectorstream.local.qdrant.contract;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.testcontainers.dockerclient.DockerClientConfigUtils;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The Docker engine of this machine. A test pulls no image unless it is asked to: many an engine
 * reaches no registry, and Testcontainers then tries again for minutes.
 */
final class DockerEngine {

  /** The system property that lets tests pull images. */
  static final String PULL = "vectorstream.test.pull";

  /** Within a container, Testcontainers asks one of this image for the engine's address. */
  private static final String ASKS_FOR_GATEWAY = "alpine:3.17";

  private static final Optional<Predicate<String>> HERE = find();

  private DockerEngine() {}

  /** Why no container of an image can be had here, in one sentence; empty if one can. */
  static Optional<String> absence(String image) {
    List<String> images =
        DockerClientConfigUtils.IN_A_CONTAINER ? List.of(image, ASKS_FOR_GATEWAY) : List.of(image);
    return absence(images, HERE, Boolean.getBoolean(PULL));
  }

  /**
   * The same.
   *
   * @param engine tells whether an image is there, if there is an engine
   */
  static Optional<String> absence(
      List<String> images, Optional<Predicate<String>> engine, boolean mayPull) {
    if (engine.isEmpty()) {
      return Optional.of("There is no Docker engine here to run this test against a Qdrant in it.");
    }
    return images.stream()
        .filter(image -> !mayPull && !engine.get().test(image))
        .findFirst()
        .map(
            image ->
                "The Docker engine here has no image "
                    + image
                    + ": pull it, or let this test do so with -D"
                    + PULL
                    + "=true.");
  }

  /** Not through Testcontainers' factory: that begins with a container of its own. */
  private static Optional<Predicate<String>> find() {
    List<DockerClientProviderStrategy> strategies =
        ServiceLoader.load(DockerClientProviderStrategy.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    try {
      DockerClient client =
          DockerClientProviderStrategy.getFirstValidStrategy(strategies).getDockerClient();
      return Optional.of(image -> has(client, image));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static boolean has(DockerClient client, String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
