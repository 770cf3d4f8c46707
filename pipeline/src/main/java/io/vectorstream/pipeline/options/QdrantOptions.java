package io.vectorstream.pipeline.options;

import io.vectorstream.qdrant.QdrantIO;
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

  @Description(
      "How long a Qdrant that is away is waited for, in milliseconds, before a bundle fails and is"
          + " tried again by the runner.")
  @Default.Long(300_000)
  long getQdrantMaxOutage();

  void setQdrantMaxOutage(long qdrantMaxOutage);

  @Description(
      "How many points a call to Qdrant carries at most. A call of 3 MiB is full with fewer.")
  @Default.Integer(QdrantIO.Write.BATCH_SIZE_DEFAULT)
  int getWriteBatchSize();

  void setWriteBatchSize(int writeBatchSize);

  @Description(
      "The field of an event, a number or an ISO-8601 time with an offset, by which the newest event"
          + " of an id wins in whatever order they come. Default: the last one to come wins.")
  @Nullable String getVersionField();

  void setVersionField(@Nullable String versionField);

  @Description("The collection that points are written to.")
  @Default.String("ecommerce_embeddings")
  String getCollection();

  void setCollection(String collection);
}
