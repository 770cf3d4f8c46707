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
final class QdrantReader {

  private QdrantReader() {}

  /** The connection; nothing if the store is to run inside this process. */
  static Optional<QdrantConnection> connection(QdrantOptions options, Duration timeout) {
    if (options.getQdrantApiKeyFile() != null && options.getQdrantApiKeyEnv() != null) {
      throw new UserMistakeException(
          "--qdrantApiKeyFile and --qdrantApiKeyEnv are both given: one API key is wanted");
    }
    if (Addresses.isEmbedded(options.getQdrantUrl())) {
      if (options.getQdrantCaFile() != null) {
        throw new UserMistakeException(
            "--qdrantCaFile: a CA file takes a --qdrantUrl with https://, it is embedded");
      }
      return Optional.empty();
    }
    QdrantConnection connection =
        OptionValues.named("qdrantUrl", () -> QdrantConnection.of(options.getQdrantUrl()))
            .withTimeout(timeout);
    connection =
        with(
            connection,
            "qdrantApiKeyFile",
            options.getQdrantApiKeyFile(),
            QdrantConnection::withApiKeyFile);
    connection =
        with(
            connection,
            "qdrantApiKeyEnv",
            options.getQdrantApiKeyEnv(),
            QdrantConnection::withApiKeyVariable);
    return Optional.of(
        with(connection, "qdrantCaFile", options.getQdrantCaFile(), QdrantConnection::withCaFile));
  }

  static WriteSettings write(QdrantOptions options) {
    Optional<String> versionField = Optional.ofNullable(options.getVersionField());
    versionField.ifPresent(
        field -> OptionValues.named("versionField", () -> QdrantIO.write().withVersion(field)));
    return new WriteSettings(
        OptionValues.atLeast("writeBatchSize", 1, options.getWriteBatchSize()),
        Duration.ofMillis(OptionValues.atLeast("qdrantTimeout", 1, options.getQdrantTimeout())),
        Duration.ofMillis(OptionValues.atLeast("qdrantMaxOutage", 0, options.getQdrantMaxOutage())),
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
