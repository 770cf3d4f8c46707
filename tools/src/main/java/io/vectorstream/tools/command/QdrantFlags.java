package io.vectorstream.tools.command;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.QdrantReader;
import io.vectorstream.qdrant.connection.QdrantConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where points are in Qdrant, named as the pipeline's. */
public final class QdrantFlags {

  @Option(
      names = "--qdrantUrl",
      paramLabel = "URL",
      description = "Qdrant's gRPC address, such as http://localhost:6334.")
  private @Nullable String url;

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
      description = "The collection that points are written to.")
  private String collection;

  /** The collection's name. */
  public String collection() {
    return collection;
  }

  /**
   * Where Qdrant is, which is not asked anything yet.
   *
   * @throws UserMistakeException if a flag makes no sense, or what it names cannot be read
   */
  public QdrantConnection connection() {
    if (url == null) {
      throw new UserMistakeException("Missing required option: '--qdrantUrl=URL' (see --help)");
    }
    return QdrantReader.connection(url, apiKeyFile, apiKeyVariable, caFile);
  }
}
