package io.vectorstream.tools.reconcile;

import io.vectorstream.qdrant.connection.QdrantConnection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the points are, named as the pipeline's. */
final class QdrantFlags {

  @Option(
      names = "--qdrantUrl",
      required = true,
      paramLabel = "URL",
      description = "Qdrant's gRPC address, such as http://localhost:6334.")
  private String url;

  @Option(
      names = "--qdrantApiKeyFile",
      paramLabel = "FILE",
      description = "The file that holds Qdrant's API key.")
  private @Nullable String apiKeyFile;

  @Option(
      names = "--qdrantApiKeyEnv",
      paramLabel = "NAME",
      description = "The environment variable that holds it, in place of the file.")
  private @Nullable String apiKeyVariable;

  @Option(
      names = "--qdrantCaFile",
      paramLabel = "FILE",
      description =
          "The PEM file with the certificates of the CAs to trust in place of the JDK's, for an"
              + " https address.")
  private @Nullable String caFile;

  @Option(
      names = "--collection",
      defaultValue = "ecommerce_embeddings",
      paramLabel = "NAME",
      description = "The collection that points are written to. Default: ${DEFAULT-VALUE}.")
  private String collection;

  String collection() {
    return collection;
  }

  /** Tells whose mistake it is where a value makes no sense. */
  interface Named {
    /** The value that a flag leads to. */
    QdrantConnection value(String flag, Supplier<QdrantConnection> value);
  }

  /** The connection; {@code named} gets each value that may make no sense, with its flag. */
  QdrantConnection connection(Named named) {
    QdrantConnection address = named.value("--qdrantUrl", () -> QdrantConnection.of(url));
    QdrantConnection withKeyFile =
        apiKeyFile == null
            ? address
            : named.value("--qdrantApiKeyFile", () -> address.withApiKeyFile(apiKeyFile));
    QdrantConnection withKey =
        apiKeyVariable == null
            ? withKeyFile
            : named.value(
                "--qdrantApiKeyEnv", () -> withKeyFile.withApiKeyVariable(apiKeyVariable));
    return caFile == null
        ? withKey
        : named.value("--qdrantCaFile", () -> withKey.withCaFile(caFile));
  }
}
