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

  @Description("The collection that points are written to; created if missing.")
  @Default.String("ecommerce_embeddings")
  String getCollection();

  void setCollection(String collection);
}
