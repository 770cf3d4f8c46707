package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where points go. */
public interface QdrantOptions extends PipelineOptions {

  @Description(
      "Qdrant's gRPC address, such as http://localhost:6334 (https:// for TLS), or \"embedded\" for"
          + " a store inside this process.")
  @Default.String(Addresses.EMBEDDED)
  String getQdrantUrl();

  void setQdrantUrl(String qdrantUrl);

  @Description("The file that holds Qdrant's API key; every worker reads it. Default: no key.")
  @Nullable String getQdrantApiKeyFile();

  void setQdrantApiKeyFile(@Nullable String qdrantApiKeyFile);

  @Description(
      "The environment variable that holds Qdrant's API key; every worker reads it. Default: no"
          + " key.")
  @Nullable String getQdrantApiKeyEnv();

  void setQdrantApiKeyEnv(@Nullable String qdrantApiKeyEnv);

  @Description(
      "The PEM file with the certificates of the CAs to trust in place of the JDK's, for an https"
          + " address; every worker reads it.")
  @Nullable String getQdrantCaFile();

  void setQdrantCaFile(@Nullable String qdrantCaFile);

  @Description("How long a call to Qdrant may take, in milliseconds.")
  @Default.Long(30_000)
  long getQdrantTimeout();

  void setQdrantTimeout(long qdrantTimeout);

  @Description("The collection that points are written to.")
  @Default.String("ecommerce_embeddings")
  String getCollection();

  void setCollection(String collection);
}
