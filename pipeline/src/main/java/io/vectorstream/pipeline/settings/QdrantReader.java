package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.Addresses;
import io.vectorstream.pipeline.options.QdrantOptions;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads where points go. */
public final class QdrantReader {

  private QdrantReader() {}

  /** The connection; nothing if the store is to run inside this process. */
  static Optional<QdrantConnection> connection(QdrantOptions options, Duration timeout) {
    if (Addresses.isEmbedded(options.getQdrantUrl())) {
      requireOneApiKey(options.getQdrantApiKeyFile(), options.getQdrantApiKeyEnv());
      if (options.getQdrantCaFile() != null) {
        throw new UserMistakeException(
            "--qdrantCaFile: a CA file takes a --qdrantUrl with https://, it is embedded");
      }
      return Optional.empty();
    }
    return Optional.of(
        connection(
                options.getQdrantUrl(),
                options.getQdrantApiKeyFile(),
                options.getQdrantApiKeyEnv(),
                options.getQdrantCaFile())
            .withTimeout(timeout));
  }

  /**
   * The connection to a server, with what is given.
   *
   * @throws UserMistakeException if a value makes no sense, or what it names cannot be read
   */
  public static QdrantConnection connection(
      String url,
      @Nullable String apiKeyFile,
      @Nullable String apiKeyVariable,
      @Nullable String caFile) {
    requireOneApiKey(apiKeyFile, apiKeyVariable);
    QdrantConnection connection = OptionValues.named("qdrantUrl", () -> QdrantConnection.of(url));
    connection = with(connection, "qdrantApiKeyFile", apiKeyFile, QdrantConnection::withApiKeyFile);
    connection =
        with(connection, "qdrantApiKeyEnv", apiKeyVariable, QdrantConnection::withApiKeyVariable);
    return with(connection, "qdrantCaFile", caFile, QdrantConnection::withCaFile);
  }

  private static void requireOneApiKey(@Nullable String file, @Nullable String variable) {
    if (file != null && variable != null) {
      throw new UserMistakeException(
          "--qdrantApiKeyFile and --qdrantApiKeyEnv are both given: one API key is wanted");
    }
  }

  static WriteSettings write(QdrantOptions options) {
    Optional<String> versionField = Optional.ofNullable(options.getVersionField());
    versionField.ifPresent(
        field -> OptionValues.named("versionField", () -> QdrantIO.write().withVersion(field)));
    return new WriteSettings(
        OptionValues.atLeast("writeBatchSize", 1, options.getWriteBatchSize()),
        OptionValues.millis("qdrantTimeout", 1, options.getQdrantTimeout()),
        OptionValues.millis("qdrantMaxOutage", 0, options.getQdrantMaxOutage()),
        versionField);
  }

  /** What the workers will read has to be readable here too, where the collection is opened. */
  private static QdrantConnection with(
      QdrantConnection connection,
      String option,
      @Nullable String place,
      BiFunction<QdrantConnection, String, QdrantConnection> setting) {
    if (place == null) {
      return connection;
    }
    QdrantConnection changed = OptionValues.named(option, () -> setting.apply(connection, place));
    try {
      changed.connect().close();
    } catch (QdrantException e) {
      throw new UserMistakeException("--" + option + ": " + e.getMessage(), e);
    }
    return changed;
  }
}
