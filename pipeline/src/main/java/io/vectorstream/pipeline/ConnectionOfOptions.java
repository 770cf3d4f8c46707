package io.vectorstream.pipeline;

import io.vectorstream.pipeline.options.Addresses;
import io.vectorstream.pipeline.options.QdrantOptions;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connection to Qdrant that the options describe. */
final class ConnectionOfOptions {

  private ConnectionOfOptions() {}

  /** The connection; an embedded store has to have its address by now. */
  static QdrantConnection connection(QdrantOptions options) {
    QdrantConnection connection =
        QdrantConnection.of(options.getQdrantUrl())
            .withTimeout(Duration.ofMillis(options.getQdrantTimeout()));
    if (options.getQdrantApiKeyFile() != null) {
      connection = connection.withApiKeyFile(options.getQdrantApiKeyFile());
    }
    if (options.getQdrantApiKeyEnv() != null) {
      connection = connection.withApiKeyVariable(options.getQdrantApiKeyEnv());
    }
    return options.getQdrantCaFile() == null
        ? connection
        : connection.withCaFile(options.getQdrantCaFile());
  }

  /**
   * Looks at the options alone, and asks no server.
   *
   * @throws UserMistakeException if one of them makes no sense
   */
  static void check(QdrantOptions options) {
    CommandLine.atLeast("qdrantTimeout", 1, options.getQdrantTimeout());
    CommandLine.atLeast("qdrantMaxOutage", 0, options.getQdrantMaxOutage());
    if (options.getQdrantApiKeyFile() != null && options.getQdrantApiKeyEnv() != null) {
      throw new UserMistakeException(
          "--qdrantApiKeyFile and --qdrantApiKeyEnv are both given: one API key is wanted");
    }
    if (Addresses.isEmbedded(options.getQdrantUrl())) {
      if (options.getQdrantCaFile() != null) {
        throw new UserMistakeException(
            "--qdrantCaFile: a CA file takes a --qdrantUrl with https://, it is embedded");
      }
      return;
    }
    QdrantConnection address =
        CommandLine.named("qdrantUrl", () -> QdrantConnection.of(options.getQdrantUrl()));
    checkRead("qdrantApiKeyFile", options.getQdrantApiKeyFile(), address::withApiKeyFile);
    checkRead("qdrantApiKeyEnv", options.getQdrantApiKeyEnv(), address::withApiKeyVariable);
    checkRead("qdrantCaFile", options.getQdrantCaFile(), address::withCaFile);
  }

  /** What the workers will read has to be readable here too, where the collection is opened. */
  private static void checkRead(
      String option, @Nullable String place, Function<String, QdrantConnection> setting) {
    if (place == null) {
      return;
    }
    try {
      CommandLine.named(option, () -> setting.apply(place)).connect().close();
    } catch (QdrantException e) {
      throw new UserMistakeException("--" + option + ": " + e.getMessage(), e);
    }
  }
}
